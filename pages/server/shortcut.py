"""What we do in the browser ourselves: `/` leads to the search box of the masthead, while nothing else is being typed
or chosen; what is behind a word can be scrolled by keys; charts and tables that are wider than paper are printed
smaller; the menu of a narrow window, which Streamlit leaves open over the page unless it takes the browser for a
phone's, is shut; and where the reader's system turns dark or light, a page with charts is drawn anew, whose colours
Streamlit writes only once: not before what was typed or sent in is done with."""

SCRIPT = (
    b'<script>document.addEventListener("keydown",e=>{'
    b'if(e.key!=="/"||e.ctrlKey||e.metaKey||e.altKey)return;'
    b'if(e.target.closest("input:not([type=radio],[type=checkbox]),textarea,[role=menu],[role=listbox],canvas"))return;'
    b'const box=document.querySelector(".st-key-masthead input[type=search]");'
    b"if(box){e.preventDefault();box.focus()}});"
    b"new MutationObserver(()=>{"
    b'for(const one of document.querySelectorAll("[data-testid=stPopoverBody]:not([tabindex])"))one.tabIndex=0'
    b"}).observe(document.documentElement,{childList:true,subtree:true});"
    # An upright sheet of A4 surely has 680 pixels. Of a table as narrow as its words allow; of a chart as it stands,
    # which is drawn for the screen.
    b'const wide=()=>document.querySelectorAll("[data-testid=stPlotlyChart],table.figures");'
    b'addEventListener("beforeprint",()=>{for(const one of wide()){'
    b'if(one.rows)one.style.width="min-content";const long=one.offsetWidth;if(one.rows)one.style.width="";'
    b"one.style.zoom=Math.min(1,680/long)}});"
    b'addEventListener("afterprint",()=>{for(const one of wide())one.style.zoom=""});'
    b'addEventListener("click",e=>{if(e.target.closest("[data-testid=stSidebarNav] a"))setTimeout(()=>'
    b'document.querySelector("[data-collapsed=false] [data-testid=stSidebarCollapseButton] button")?.click(),300)});'
    b'const typed=()=>document.querySelector("[data-testid=stFileUploaderFile]")||'
    b'[...document.querySelectorAll("textarea,input[type=text]:not([role=combobox])")]'
    b".some(one=>one.value);"
    b'const anew=()=>{if(document.querySelector(".js-plotly-plot"))typed()?setTimeout(anew,2000):location.reload()};'
    b'matchMedia("(prefers-color-scheme: dark)").addEventListener("change",anew)</script>'
)
