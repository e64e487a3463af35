import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.tryghedsnetvaerk.documents.pipeline import TAGS, html

TRIGGERS = [
    "<script>alert(1)</script>",
    "<script src=//x.dk></script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img/src=`x`onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,x'></object>",
    "<embed src='javascript:alert(1)'>",
    "<base href='//x.dk/'>",
    "<meta http-equiv=refresh content='0;url=//x.dk'>",
    "<link rel=stylesheet href=//x.dk>",
    "<style>*{background:url(//x.dk)}</style>",
    "<form action=//x.dk><input name=q><button>x</button></form>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' javascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<a href='//x.dk'>x</a>",
    "<a href='https://x.dk' onclick='alert(1)'>x</a>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p onmouseover=alert(1)>x</p>",
    "<body onload=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--<img src='--><img src=x onerror=alert(1)//'>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "<textarea><script>alert(1)</script></textarea>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<isindex action=javascript:alert(1)>",
    "<custom-element onclick=alert(1)>x</custom-element>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&#58;alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\tjavascript:alert(1))",
    "[x](java\nscript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x](//x.dk)",
    "[x](\\\\x.dk)",
    '[x](https://x.dk"onmouseover="alert(1))',
    "[x](<javascript:alert(1)>)",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x]: //x.dk\n\n[x][]",
    "![x](https://x.dk/pixel.png)",
    "![x](javascript:alert(1))",
    '![x](x"onerror="alert(1))',
    "![<script>](x)",
    "<javascript:alert(1)>",
    '<https://x.dk/"onclick="alert(1)>',
    "<data:text/html,x>",
    "`<script>alert(1)</script>`",
    "    <script>alert(1)</script>",
    "```\n<script>alert(1)</script>\n```",
    "# <script>alert(1)</script>",
    "- <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "1. <img src=x onerror=alert(1)>",
    "| <script> |\n|---|\n| <img src=x onerror=alert(1)> |",
    "*<script>*alert(1)*</script>*",
    "**<a href=javascript:alert(1)>x</a>**",
    "[<script>alert(1)</script>](https://x.dk)",
    '[x](https://x.dk "<script>alert(1)</script>")',
    "[x](https://x.dk '\" onclick=alert(1) ')",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\\<script>alert(1)</script>",
    "<<script>alert(1)//<</script>",
    "<script\x00>alert(1)</script>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "\x02klzzwxh:0000\x03<script>",
    "\x02wzxhzdk:0\x03",
    "<div markdown='1'><script>alert(1)</script></div>",
    "<p>\n<script>alert(1)</script>\n</p>",
    "<a name=x id=location>x</a>",
    "<p id=__proto__ class=x>x</p>",
    "<td onclick=alert(1)>x",
    "</p></article><script>alert(1)</script>",
    "<plaintext>",
    "<xmp><script>alert(1)</script></xmp>",
    "<title><img src=x onerror=alert(1)></title>",
    "<frameset onload=alert(1)>",
    "<applet code=x>",
    "<bgsound src=javascript:alert(1)>",
    "<layer src=//x.dk>",
    "<ol start='1\" onclick=\"alert(1)'><li>x</ol>",
    "<a href=https://x.dk target=_blank ping=//x.dk>x</a>",
    "\u202e<script>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    '<a href="https://x.dk/?q=<script>">x</a>',
]


class Strict(HTMLParser):
    """Fails on anything outside the allowlist."""

    def handle_starttag(self, tag, attributes):
        assert tag in TAGS
        for name, value in attributes:
            assert (tag, name) in {("a", "href"), ("a", "rel"), ("ol", "start")}
            if name == "href":
                assert re.match(r"(https|mailto):", value)

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def check(page):
    reader = Strict(convert_charrefs=True)
    reader.feed(page)
    reader.close()


def test_the_corpus_is_large():
    assert len(set(TRIGGERS)) >= 100


@pytest.mark.parametrize("text", TRIGGERS)
def test_nothing_that_runs_gets_through(text):
    check(html(text))


@given(st.lists(st.sampled_from(TRIGGERS) | st.text(alphabet="<>[]()\"'`*_#-|\n :/&;!x", max_size=12), max_size=6))
def test_no_mixture_gets_through(pieces):
    check(html("".join(pieces)))
