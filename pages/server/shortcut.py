"""What we do in the browser ourselves: `/` leads to the search box of the masthead, while nothing else is being typed
or chosen; what is behind a word can be scrolled by keys; and where the reader's system turns dark or light, a page with
charts is drawn anew, whose colours Streamlit writes only once: not before what was typed or sent in is done with."""

SCRIPT = (
    b'<script>document.addEventListener("keydown",e=>{'
    b'if(e.key!=="/"||e.ctrlKey||e.metaKey||e.altKey)return;'
    b'if(e.target.closest("input:not([type=radio],[type=checkbox]),textarea,[role=menu],[role=listbox],canvas"))return;'
    b'const box=document.querySelector(".st-key-masthead input[type=search]");'
    b"if(box){e.preventDefault();box.focus()}});"
    b"new MutationObserver(()=>{"
    b'for(const one of document.querySelectorAll("[data-testid=stPopoverBody]:not([tabindex])"))one.tabIndex=0'
    b"}).observe(document.documentElement,{childList:true,subtree:true});"
    b'const typed=()=>document.querySelector("[data-testid=stFileUploaderFile]")||'
    b'[...document.querySelectorAll("textarea,input[type=text]:not([role=combobox])")]'
    b".some(one=>one.value);"
    b'const anew=()=>{if(document.querySelector(".js-plotly-plot"))typed()?setTimeout(anew,2000):location.reload()};'
    b'matchMedia("(prefers-color-scheme: dark)").addEventListener("change",anew)</script>'
)
