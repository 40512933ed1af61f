"""How the bulletin looks, in light and dark, on paper and on a phone; constant text, nothing typed goes in."""

from pages.bulletin.pictures import COLOURS

FIRST = 3  # the map that stands there until something is pointed at
_SHOWN = "".join(
    f".bulletin:has(.f{number}:{how}) .maps figure {{display: none}} .bulletin:has(.f{number}:{how}) .maps .m{number} {{display: block}}\n"
    for how in ("focus-within", "hover")
    for number in range(1, 6)
)
_KEYS = "".join(f".bulletin .k-{kind} {{background: light-dark({', '.join(pair)})}}" for kind, pair in COLOURS.items())

RULES = f"""<style>
.bulletin {{display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: .4rem 2rem; font-size: .95rem; line-height: 1.4}}
.bulletin .head {{grid-column: 1 / -1}} .bulletin h1 {{font-size: 1.4rem; line-height: 1.25; font-weight: 600; padding: 0; margin: 0 0 .4rem}}
.bulletin h2 {{font-size: 1rem; font-weight: 600; padding: 0; margin: .5rem 0 .1rem}}
.bulletin .chips {{margin: 0 0 .5rem; display: flex; flex-wrap: wrap; gap: .35rem .5rem; align-items: center}}
.bulletin .chip {{border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: 1rem; padding: .05rem .7rem; font-size: .82rem; white-space: nowrap}}
.bulletin .chip a {{color: inherit !important; text-decoration: none}} .bulletin .chip a:hover {{text-decoration: underline}}
.bulletin .chip.sure {{color: light-dark(#00664e, #63d6b2); border-color: currentColor}} .bulletin .chip.open {{color: light-dark(#8a4500, #f0b26b); border-color: currentColor}}
.bulletin .aside {{font-size: .85rem; color: light-dark(#5c6167, #b3b1ac)}}
.bulletin .four {{display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); border: solid color-mix(in srgb, currentColor 18%, transparent); border-width: 1px 0}}
.bulletin .four > div {{padding: .5rem .8rem; border-left: 1px solid color-mix(in srgb, currentColor 14%, transparent); display: flex; flex-direction: column}}
.bulletin .four > div:first-child {{border-left: 0; padding-left: 0}} .bulletin .four .name {{color: inherit !important; font-size: .85rem; min-height: 2.8em; text-decoration: none}} .bulletin .four .name:hover {{text-decoration: underline}}
.bulletin .figure {{font-size: 1.7rem; font-weight: 600; line-height: 1.15; font-variant-numeric: tabular-nums}} .bulletin .figure.none {{font-size: 1.1rem; font-style: italic; font-weight: 400}} .bulletin .figure small {{font-size: .8rem; font-weight: 400}} .bulletin .figure a {{color: inherit !important; text-decoration: none}} .bulletin .figure a:hover {{text-decoration: underline}}
.bulletin .moved {{font-size: .84rem}} .bulletin .span {{font-size: .8rem; color: light-dark(#5c6167, #b3b1ac); margin-top: auto}} .bulletin .spark {{width: 150px; max-width: 100%; margin: .25rem 0}}
.bulletin .five {{list-style: none; counter-reset: five; margin: 0; padding: 0}}
.bulletin .five li {{counter-increment: five; display: grid; grid-template-columns: 1.4rem minmax(0, 1fr) 8.2rem; align-items: center; gap: .2rem .4rem; padding: .24rem 0; margin: 0; border-bottom: 1px solid color-mix(in srgb, currentColor 12%, transparent); min-height: 2.8rem}}
.bulletin .five li::before {{content: counter(five); font-weight: 600; color: light-dark(#9a1b2b, #f0808b)}} .bulletin .five li:hover, .bulletin .five li:focus-within {{background: color-mix(in srgb, currentColor 5%, transparent)}}
.bulletin .five a {{white-space: nowrap}} .bulletin .five a, .bulletin .aside a {{color: light-dark(#9a1b2b, #f0808b) !important}} .bulletin .picture img {{width: 130px; max-width: 100%; display: block}}
.bulletin .maps figure {{margin: 0; display: none}} .bulletin .maps figure.m{FIRST} {{display: block}} .bulletin figcaption {{min-height: 4.6rem; font-size: .85rem}} .bulletin figcaption b {{display: block; margin-bottom: .2rem}} .bulletin .maps p {{font-size: .8rem; color: light-dark(#5c6167, #b3b1ac); margin: .2rem 0 0}}
.bulletin .key {{display: inline-block; width: .8rem; height: .8rem; border-radius: 2px; vertical-align: -1px; margin-right: .25rem}} .bulletin figcaption span {{white-space: nowrap; margin-right: .5rem}}
.bulletin .small-map {{width: 100%; height: auto; display: block}}
{_KEYS}
{_SHOWN}@media (max-width: 900px) {{.bulletin {{grid-template-columns: minmax(0, 1fr)}} .bulletin .four {{grid-template-columns: repeat(2, minmax(0, 1fr))}} .bulletin .four > div:nth-child(odd) {{border-left: 0; padding-left: 0}} .bulletin h1 {{font-size: 1.25rem}} .bulletin .small-map {{max-width: 20rem; margin: 0 auto}} .bulletin .five li {{grid-template-columns: 1.2rem minmax(0, 1fr)}} .bulletin .five .picture {{grid-column: 2}} .bulletin .four .name {{min-height: 0}}}}
@media print {{.bulletin .five li {{break-inside: avoid}}}}
</style>"""
