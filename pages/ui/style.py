"""The few rules of form that Streamlit's theme has no setting for; constant text, nothing typed goes in."""

from data.model import Language
from pages.texts import common, masthead, sending

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#9a1b2b"/>'
    '<path d="M3 12l4-4 2 2 4-6" fill="none" stroke="#fff" stroke-width="2"/></svg>'
)

# Colours of the grid: dark letters on pale grounds, or pale on dark, at least 4.5 to 1 in both themes.
_RULES = """
.figures, .cards {--ground: light-dark(#ffffff, #14171b)}
.figures {border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .875rem; width: 100%}
.figures th, .figures td {padding: .3rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); white-space: nowrap}
.figures thead th {text-align: right; font-weight: 600} .figures thead th:first-child {text-align: left}
.figures tbody th {text-align: left; font-weight: 400; position: sticky; left: 0; background: var(--ground)}
.figures thead th:first-child {position: sticky; left: 0; background: var(--ground)}
.figures td.number a, .figures td.none a, .card .figure a {color: inherit !important; text-decoration: none} .figures td.partial a {text-decoration: underline dotted}
.figures tbody th a, .card .name a {color: inherit !important; text-decoration: underline; text-decoration-color: color-mix(in srgb, currentColor 35%, transparent)} .figures tbody th a:hover, .figures td.number a:hover, .figures td.none a:hover, .card .name a:hover, .card .figure a:hover {text-decoration-color: currentColor}
.figures.owed thead th:last-child {text-align: left}
.figures progress {accent-color: light-dark(#9a1b2b, #f0808b)}
.figures td {text-align: right} .figures td.none {font-style: italic} .figures td.partial {text-decoration: underline dotted}
.figures.texts th, .figures.texts td {text-align: left; vertical-align: top} .figures.texts tbody th {white-space: normal; min-width: 8rem}
.figures td.words {text-align: left; white-space: normal; min-width: 9rem; overflow-wrap: anywhere}
@media (max-width: 640px) {.figures.stacked thead {position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)} .figures.stacked tbody, .figures.stacked tr, .figures.stacked tbody th, .figures.stacked td {display: block; position: static; border: 0; white-space: normal; overflow-wrap: anywhere; padding: .1rem .6rem; text-align: left} .figures.stacked tr {border-bottom: 1px solid color-mix(in srgb, currentColor 18%, transparent); padding: .45rem 0} .figures.stacked tbody th {font-weight: 600} .figures.stacked :is(th, td)[data-label]:not([data-label=""], :empty)::before {content: attr(data-label) ": "; opacity: .8; font-size: .8rem} .figures.stacked td:empty {display: none}}
.figures td.lines {white-space: pre-line}
.figures tr.part th {font-weight: 600; padding-top: .8rem} .figures tr.part th span {position: sticky; left: .6rem}
.figures td.arrival {text-align: center} .figures.arrivals thead th {text-align: center} .figures.arrivals thead th:first-child {text-align: left} .scroll {overflow-x: auto; max-width: 100%; background: linear-gradient(to left, light-dark(#ffffff, #14171b) 40%, transparent) 100% 0 / 2.4rem 100% local no-repeat, linear-gradient(to left, light-dark(#00000038, #ffffff48), transparent) 100% 0 / 1rem 100% scroll no-repeat}
.arrival {font-weight: 600; padding: .1rem .4rem; border-radius: 2px}
.arrival a {color: inherit !important; display: block; text-decoration: none} .arrival a:hover {text-decoration: underline}
.arrival.sent {background: light-dark(#d9eee4, #12402f); color: light-dark(#0d4a34, #b9ecd5)}
.arrival.questions {background: light-dark(#fbe9c6, #4a3608); color: light-dark(#5c3f00, #fbe0a6)}
.arrival.corrected {background: light-dark(#d8e8f6, #123a5a); color: light-dark(#0d3d66, #bfe0fa)}
.arrival.notsent {background: light-dark(#f6d9d8, #571d24); color: light-dark(#7b1421, #ffc9cb)}
.arrival.notdue {background: transparent}
.severity {font-weight: 600 !important} .severity.stop, .severity.error {color: light-dark(#9a1b2b, #ff9aa3)} .severity.question {color: light-dark(#7a4a00, #f0c070)}
.figures td.changed {font-weight: 600}
.reason {display: inline-block; position: static} .reason summary {display: inline-block; list-style: none; cursor: pointer; min-width: 1.5rem; min-height: 1.5rem; text-align: center; color: light-dark(#7a4a00, #f0c070); font-weight: 600} .reason summary::-webkit-details-marker {display: none}
.reason[open] summary {outline: 2px solid currentColor; border-radius: 2px} .reason > div {position: fixed; z-index: 999990; inset: auto max(1rem, calc(50vw - 22rem)) 1rem; max-height: 40vh; overflow: auto; background: light-dark(#ffffff, #14171b); color: light-dark(#1f2328, #e8e6e1); border: 1px solid light-dark(#7a4a00, #f0c070); border-radius: 4px; padding: .8rem 1rem; text-align: left; white-space: normal; font-weight: 400; font-style: normal; font-size: .875rem; line-height: 1.4; overflow-wrap: anywhere} .reason p {margin: 0 0 .4rem}
.sent table {border-collapse: collapse; font-size: .8rem; font-variant-numeric: tabular-nums} .sent th, .sent td {border: 1px solid color-mix(in srgb, currentColor 18%, transparent); padding: .15rem .4rem; vertical-align: top; min-width: 3.4rem; max-width: 22rem} .sent th {min-width: 0; white-space: nowrap} .sent th {font-weight: 400; opacity: .75} .scroll.sent {max-height: 44rem; overflow: auto}
.sent-value {background: light-dark(#d8e8f6, #123a5a); color: light-dark(#0d3d66, #bfe0fa)} .sent-year_to_date {background: light-dark(#d9eee4, #12402f); color: light-dark(#0d4a34, #b9ecd5)} .sent-other {font-weight: 600}
.sent-aside {color: light-dark(#5c6167, #b3b1ac); font-style: italic} .sent-asked, .sent-asked a {background: light-dark(#fbe9c6, #4a3608); color: light-dark(#5c3f00, #fbe0a6) !important} .legend.sent span {padding: .05rem .4rem}
.legend {display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; font-size: .875rem}
.cards {display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr)); gap: 1rem}
.card {border: 1px solid color-mix(in srgb, currentColor 18%, transparent); border-radius: 4px; padding: .9rem 1rem; display: flex; flex-direction: column; gap: .15rem}
.card .name {font-size: .9rem; min-height: 2.7em; line-height: 1.35} .card .figure {font-size: 1.9rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.2}
.card .figure.none {font-size: 1.2rem; font-style: italic; font-weight: 400} .card .unit {font-size: .85rem; font-weight: 400}
.card .moved, .card .held, .card .span {font-size: .85rem} .card .held {margin-top: auto} .card .spark {width: 220px; max-width: 100%; margin: .4rem 0}
@media (max-width: 640px) {.cards:not(.one) {grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .5rem} .cards:not(.one) .card {padding: .6rem .7rem} .cards:not(.one) .card .figure {font-size: 1.4rem}}
.told blockquote {margin: 0 0 .5rem; padding: .5rem .9rem; border-left: 4px solid light-dark(#9a1b2b, #f0808b); background: color-mix(in srgb, currentColor 5%, transparent); line-height: 1.55; overflow-wrap: anywhere} .told cite {display: block; font-style: normal; font-size: .82rem; opacity: .8}
.told mark, dd mark {background: light-dark(#ffe08a, #6b5200); color: light-dark(#1f2328, #fff3cf); font-weight: 700; padding: 0 .2em; border-radius: 2px} .told p {margin: .15rem 0} .told .what {font-weight: 600} .told .figure {font-size: 1.15rem} .told .why {font-size: .875rem}
.told .state {font-size: .8rem; font-weight: 600; padding: .1rem .5rem; border-radius: 2px; white-space: nowrap} .told .sure {background: light-dark(#d9eee4, #12402f); color: light-dark(#0d4a34, #b9ecd5)} .told .asked {background: light-dark(#fbe9c6, #4a3608); color: light-dark(#5c3f00, #fbe0a6)} ul.told li {margin-bottom: .5rem}
.dot {display: inline-block; width: .7em; height: .7em; border: 1.5px solid currentColor; border-radius: 50%}
.dot.full {background: currentColor} .dot.half {background: linear-gradient(90deg, currentColor 50%, transparent 50%)}
[data-testid=stMainBlockContainer] {padding-top: 4.1rem; padding-bottom: 2rem; max-width: 84rem; margin: 0 auto}
[data-testid=stToolbar] > :has(> [data-testid=stTopNav]) {flex: 1 1 0; min-width: 0; width: auto} header[data-testid=stHeader] {border-bottom: 3px solid light-dark(#9a1b2b, #f0808b); min-height: 3.5rem; height: 3.5rem; background: light-dark(#ffffff, #14171b)}
.st-key-masthead h1 {padding: .1rem 0} .st-key-masthead [data-testid=stCaptionContainer] p {margin: 0; font-size: .9rem}
@media (max-width: 640px) {.st-key-masthead [data-testid=stCaptionContainer] {display: none} .st-key-tools {flex-wrap: nowrap !important; width: 100% !important; max-width: 100% !important; gap: .4rem !important} .st-key-tools > * {min-width: 0; flex: none} .st-key-tools > :first-child, .st-key-tools > :first-child > * {flex: 1 1 0 !important; width: auto !important; min-width: 0 !important} .st-key-masthead [data-testid=stHorizontalBlock] {gap: .3rem} :is(.st-key-link, .st-key-account) button p {position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden} .st-key-masthead [data-testid=stButtonGroup] button {padding: 0 .4rem} .st-key-masthead [data-testid=stButtonGroup] button p {font-size: .82rem} :is(.st-key-link, .st-key-account) button {padding: 0 .4rem} .demo {font-size: .8rem; padding: .1rem .4rem} header[data-testid=stHeader] [data-testid=stToolbar]::before {font-size: .85rem !important; max-width: calc(100vw - 7.4rem)}} @media (min-width: 1240px) {header[data-testid=stHeader] [data-testid=stToolbar] {padding-left: calc(max(0px, (100vw - 84rem) / 2) + 4.4rem)}}
.st-key-masthead input {text-overflow: ellipsis} .st-key-masthead [data-testid=InputInstructions] {display: none} .st-key-search-hits [data-testid=stPageLink] a {background: transparent} .st-key-search-hits [data-testid=stPageLink] p {font-weight: 400 !important}
.demo {background: light-dark(#fdf3dc, #3a2f14); color: light-dark(#6b4a00, #f3d48a); font-size: .85rem; padding: .1rem .7rem; margin: .25rem 0 0; border-radius: 2px}
.st-key-foot {border-top: 1px solid color-mix(in srgb, currentColor 18%, transparent); padding-top: .6rem; margin-top: 1rem} .st-key-foot [data-testid=stPageLink] p {font-size: .85rem} .st-key-foot [data-testid=stPageLink] a {background: transparent; padding-left: 0; margin-left: 0} .st-key-foot [data-testid=stHorizontalBlock] {row-gap: 0}
[data-testid=stMultiSelect] [data-tag], [data-baseweb=tag] {color: light-dark(#ffffff, #14171b) !important}
[data-testid^=stBaseButton-primary]:not(:disabled), [data-testid^=stBaseButton-primary]:not(:disabled) * {color: light-dark(#ffffff, #14171b) !important}
[data-testid^=stBaseButton-primary]:hover:not(:disabled) {background: light-dark(#570f19, #f7a6ae) !important; border-color: light-dark(#570f19, #f7a6ae) !important}
[data-testid=stPageLink] p {white-space: normal !important}
[data-testid=stButtonGroup] [data-rac] {flex-wrap: wrap} [data-testid=stButtonGroup] [data-rac] button {flex-shrink: 0}
[role=listbox] [role=option], [role=listbox] [role=option] * {white-space: normal !important; line-height: 1.1 !important; font-size: .8rem !important}
[data-testid=stCaptionContainer] {color: light-dark(#5c6167, #b3b1ac) !important; opacity: 1 !important}
[data-testid=stPopoverBody] [data-testid=stCaptionContainer] {color: inherit !important}
[data-testid=stFileUploaderDropzone] button p, [data-testid=stFileUploaderDropzoneInstructions] span, [data-testid=stTopNavSection]:not(:has([aria-hidden])) p {font-size: 0 !important}
@media (max-width: 640px) {.st-key-choices [data-testid=stHorizontalBlock] > [data-testid=stColumn] {flex: 1 1 calc(50% - .5rem); min-width: calc(50% - .5rem)} .st-key-choices [data-testid=stColumn]:has([data-testid=stColumn]) {min-width: 100%}}
[data-testid=stElementContainer]:has([data-testid=stDataFrame]) {margin-top: 1.5rem}
@media print {
  header, [data-testid=stToolbar], [data-testid=stSidebar], [class*=st-key-take-], [class*=st-key-choices], .st-key-tools, .st-key-views, .reason > div, [data-testid=stPopover], [data-testid=stButtonGroup], [data-testid=stSelectbox], [data-testid=stMultiSelect], [data-testid=stTextInput], [data-testid=stSlider], [data-testid=stSelectSlider], [data-testid=stButton], [data-testid=stDownloadButton], [data-testid=stFileUploader], [data-testid=stPageLink], [data-testid=stExpander]:has(> details:not([open])) {display: none !important}
  .scroll, [data-testid=stMain] :is([data-testid=stVerticalBlock], [data-testid=stLayoutWrapper]) {overflow: visible !important; height: auto !important; max-height: none !important; background: none} .st-key-masthead [data-testid=stCaptionContainer] {margin-bottom: 0} .card, .js-plotly-plot, .figures tr, .bulletin .maps {break-inside: avoid}
}
"""


STREAMLITS = {
    "[data-testid=InputInstructions] span:first-child": masthead.PRESS_ENTER.vi,
    "[role=listbox][data-empty=true] [role=option] span": masthead.NO_OPTION.vi,
    "[data-testid=stSkipToContent]": masthead.SKIP.vi,
    "[data-type=day][data-placeholder]": masthead.DAY.vi,
    "[data-type=month][data-placeholder]": masthead.MONTH.vi,
    "[data-type=year][data-placeholder]": masthead.YEAR.vi,
}


def rules(lang: Language) -> bytes:
    """The style sheet as it stands in the page as served, so that nothing jumps when the page has started."""
    return f"<style>{_RULES}</style>{words(lang)}".encode()


def words(lang: Language) -> str:
    """Our words over those of Streamlit's own that no setting can translate; sent with each page, whose language may
    be another by then."""
    cover = (
        f'[data-testid=stFileUploaderDropzone] button p::after {{content: "{sending.CHOOSE_FILES.in_(lang)}"; font-size: .875rem}}\n'
        f'[data-testid=stFileUploaderDropzoneInstructions] span:first-child::after {{content: "{sending.DROP_FILES.in_(lang)}"; font-size: .875rem}}'
    )
    # Only Streamlit's own button for pages that found no room has no arrow.
    cover += f'\n[data-testid=stTopNavSection]:not(:has([aria-hidden])) p::after {{content: "{common.MORE_PAGES.in_(lang)}"; font-size: .875rem}}'
    # The name of the product before the menu; on a phone the menu's button says what it is.
    cover += (
        f'\nheader[data-testid=stHeader] [data-testid=stToolbar]::before {{content: "{common.PRODUCT.in_(lang)}"; font-weight: 700; font-size: 1.02rem; white-space: nowrap; padding: 0 1rem 0 .3rem; flex: none; box-sizing: border-box; overflow: hidden; text-overflow: ellipsis}}'
        f'\n[data-testid=stExpandSidebarButton]::after {{content: "{masthead.MENU.in_(lang)}"; font-size: .9rem; padding-left: .2rem}}'
    )
    cover += f'\n@media (max-width: 640px) {{header[data-testid=stHeader] [data-testid=stToolbar]::before {{content: "{common.PRODUCT_SHORT.in_(lang)}"}}}}'
    # Words of Streamlit's own that come and go; in English they may stay.
    for place, said in STREAMLITS.items() if lang == "vi" else ():
        cover += f'\n{place} {{font-size: 0 !important}} {place}::after {{content: "{said}"; font-size: .875rem}}'
    return f"<style>{cover}</style>"
