"""What we do in the browser ourselves: `/` leads to the search box of the masthead, while nothing else is being typed
or chosen; and where the reader's system turns dark or light, a page with charts is drawn anew, whose colours Streamlit
writes only once."""

SCRIPT = (
    b'<script>document.addEventListener("keydown",e=>{'
    b'if(e.key!=="/"||e.ctrlKey||e.metaKey||e.altKey||e.target!==document.body)return;'
    b'const box=document.querySelector(".st-key-masthead input[type=search]");'
    b"if(box){e.preventDefault();box.focus()}});"
    b'matchMedia("(prefers-color-scheme: dark)").addEventListener("change",()=>{'
    b'if(document.querySelector(".js-plotly-plot"))location.reload()})</script>'
)
