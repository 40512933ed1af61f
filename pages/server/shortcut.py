"""The one key of our own: `/` leads to the search box of the masthead, while nothing else is being typed or chosen."""

SCRIPT = (
    b'<script>document.addEventListener("keydown",e=>{'
    b'if(e.key!=="/"||e.ctrlKey||e.metaKey||e.altKey||e.target!==document.body)return;'
    b'const box=document.querySelector(".st-key-masthead input[type=search]");'
    b"if(box){e.preventDefault();box.focus()}})</script>"
)
