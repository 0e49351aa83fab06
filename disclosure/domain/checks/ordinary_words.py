"""English words that are also names. In small letters they are taken for words."""

_IN_SMALL_LETTERS = """
abbey able amber an angel april archer ash august autumn bailey baker ball banks barber basil
bay bell berry best bill birch bird bishop black blake blue bond booth bow brand bride bridge
brook brooks brown buck bull burn bush butcher butler can care carol carpenter carter case
cash chance chase cherry church clay cliff coach cole cook cooper cotton court crane crisp
cross curry daisy dale dawn day dean diamond dick dove drake drew duke early east eden ember
eve faith fair field fields finch fisher flint flower ford forest foster fox frank free frost
gale garden gardener gay gene gift glass glen golden good grace grant gray green grey guy hall
hand hardy harmony harper hart haven hay hazel heath heather heaven hill hills holly honey
hood hope hunt hunter iris ivy jack jade jasmine jay jet jewel joy june kay keen king kind
knight lake lamb lance lane lark law leaf lee lily little long love low lucky mace major man
mark marsh mason may melody mercy miles mill mills moon moor moore more moss mum nash new
noble north oak ocean olive page paige parent parish park parker pat patience peace pearl
penny pepper perry pierce piper poppy porter potter power precious price prince prior
promise raven ray read reed reeves rich richer river rivers rob robin rock rose rosemary rowan
ruby rush rusty sage sand sandy savage scarlet sharp shaw shepherd short sky small smith snow
song south spring star steel stone storm strong sue summer sunny swan sweet tailor tanner
taylor temple terry thorn tiger tim town trinity true turner vale violet walker wall walls
ward warden waters way webb weaver wells west wheeler white will willow winter wise wolf wood
woods worth wren young
"""

# Words so common at the start of a sentence that a capital there says nothing.
_AT_THE_START = """
an can care early for free good hope how little long man may more mum new parent will young
"""

ORDINARY = frozenset(_IN_SMALL_LETTERS.split())
SENTENCE_STARTERS = frozenset(_AT_THE_START.split())
