"""Urdu: DRAFT until a named reviewer signs it."""

MONTHS = (
    "جنوری",
    "فروری",
    "مارچ",
    "اپریل",
    "مئی",
    "جون",
    "جولائی",
    "اگست",
    "ستمبر",
    "اکتوبر",
    "نومبر",
    "دسمبر",
)

WEEKDAYS = (
    "پیر",
    "منگل",
    "بدھ",
    "جمعرات",
    "جمعہ",
    "ہفتہ",
    "اتوار",
)

WORDS = {
    "for": "{name} کے لیے",
    "page": "صفحہ {page} از {pages}",
    "pack": "پیک {number}",
    "private": "یہ کاغذ نجی ہے۔ یہ صرف آپ کے لیے بنایا گیا ہے۔ براہ کرم اسے محفوظ رکھیں۔",
    "draft": "ترجمے کا مسودہ۔ ان الفاظ کو ابھی کسی نے نہیں جانچا۔",
    "not_translated": (
        "اس کا کچھ حصہ انگریزی میں ہے۔ اپنے سماجی کارکن سے کہیں کہ اسے آپ کے ساتھ پڑھیں۔"
    ),
    "translated_from": "انگریزی الفاظ:",
    "title.outline_plan": "منصوبے کا خاکہ",
    "title.protection_plan": "بچے کے تحفظ کا منصوبہ",
    "title.child_page": "میرا صفحہ",
    "title.decision_letter": "کیا فیصلہ ہوا",
    "title.summary_record": "کانفرنس کا ریکارڈ",
    "title.document": "دستاویز",
    "section.about": "اس ملاقات کے بارے میں",
    "section.who_was_there": "کون موجود تھا",
    "section.introductions": "ہم یہاں کیوں ہیں",
    "section.worries": "ہمیں کس بات کی فکر ہے",
    "section.worries_outside": "گھر کے باہر کیا ہو رہا ہے جس سے ہمیں فکر ہے",
    "section.strengths": "کیا اچھا چل رہا ہے",
    "section.strengths_outside": "بچے کو محفوظ رکھنے میں کون اور کیا مدد کرتا ہے",
    "section.grey_areas": "ہم ابھی کیا نہیں جانتے",
    "section.needs_to_happen": "کیا ہونا چاہیے",
    "section.needs_outside": "بچے کے ارد گرد ہم سب کو کیا بدلنا ہے",
    "section.said_of_decision": "فیصلے کے بارے میں کیا کہا گیا",
    "section.danger_statement": "ہمیں فکر کیوں ہے",
    "section.safety_goal": "ہم کیا دیکھنا چاہتے ہیں",
    "section.how_we_will_know": "ہمیں کیسے پتا چلے گا کہ بہتری ہوئی ہے",
    "section.actions": "کون کیا کرے گا اور کب تک",
    "section.contingency": "اگر منصوبہ کام نہ کرے",
    "section.bottom_lines": "کیا ہمیشہ ہونا چاہیے",
    "section.safety_scale": "کتنی حفاظت ہے، 0 سے 10 تک",
    "section.progress": "حالات کیسے چل رہے ہیں",
    "section.views": "لوگ کیا سوچتے ہیں",
    "section.views_outside": "خاندان کیا کہتا ہے اور کس بات سے ان کی مدد ہوگی",
    "section.child_views": "{name} کیا کہتا یا کہتی ہے",
    "section.child_life": "بچے کی زندگی کیسی ہے",
    "section.my_views": "میں نے کیا کہا",
    "section.decision": "{name} کے لیے کیا فیصلہ ہوا",
    "section.reasons": "کیوں",
    "section.agency_views": "ہر ادارہ کیا سوچتا ہے",
    "section.dissent": "کون متفق نہیں تھا",
    "section.what_next": "آگے کیا ہوگا",
    "section.your_worker": "آپ کا سماجی کارکن",
    "section.your_lead": "کام کی قیادت کون کرتا ہے",
    "section.who_helps": "میری مدد کون کرے گا",
    "section.not_agree": "اگر آپ متفق نہیں ہیں",
    "section.corrections": "درستیاں",
    "section.for_child": "{name} کے لیے",
    "section.whole_family": "پورے خاندان کے لیے",
    "opening.outline_plan": "یہ منصوبہ ہم نے مل کر بنایا۔ اس میں لکھا ہے کہ کون کیا کرے گا۔",
    "opening.outline_plan_absent": (
        "یہ وہ منصوبہ ہے جو ملاقات میں بنایا گیا۔ اس میں لکھا ہے کہ کون کیا کرے گا۔"
    ),
    "opening.outline_plan_work": (
        "یہ بچوں اور خاندان کا منصوبہ ہے۔ اس میں لکھا ہے کہ کون کیا کرے گا۔"
    ),
    "opening.decision_letter_work": (
        "کانفرنس اس خاندان کے بچوں کی حفاظت کے بارے میں بات کرنے کے لیے ہوئی۔"
    ),
    "opening.protection_plan": "یہ منصوبہ اب اس شکل میں ہے۔ اس میں لکھا ہے کہ کون کیا کرے گا۔",
    "opening.child_page": (
        "{name}، سلام۔ یہ صفحہ آپ کے لیے ہے۔ اس میں لکھا ہے کہ بڑوں نے کیا طے کیا۔"
    ),
    "opening.decision_letter": "ہم آپ کے خاندان کی حفاظت کے بارے میں بات کرنے کے لیے ملے۔",
    "opening.summary_record": "یہ مختصر ریکارڈ ہے۔ اس میں ہر لفظ نہیں ہے۔",
    "decision.plan_made": "بچے کے تحفظ کا منصوبہ ہوگا۔",
    "decision.plan_continues": "بچے کے تحفظ کا منصوبہ جاری رہے گا۔",
    "decision.plan_ended": "بچے کے تحفظ کا منصوبہ ختم ہو گیا ہے۔",
    "decision.no_plan": "بچے کے تحفظ کا منصوبہ نہیں ہوگا۔",
    "decision.child_in_need": "اگر آپ راضی ہوں تو ضرورت مند بچے کا منصوبہ ہوگا۔",
    "decision.early_help": "اگر آپ راضی ہوں تو ابتدائی مدد کا منصوبہ ہوگا۔",
    "decision.child_in_need_agreed": "ضرورت مند بچے کا منصوبہ ہوگا۔",
    "decision.early_help_agreed": "ابتدائی مدد کا منصوبہ ہوگا۔",
    "decision.no_more": "ہم ابھی مزید کچھ نہیں کریں گے۔",
    "decision.adjourned": "ملاقات فیصلے سے پہلے رک گئی۔ ہم دوبارہ ملیں گے۔",
    "category.NEG": "غفلت",
    "category.PHY": "جسمانی تشدد",
    "category.SAB": "جنسی زیادتی",
    "category.EMO": "جذباتی زیادتی",
    "category.none": "ہم نے نقصان کی کوئی ایک قسم نہیں چنی۔",
    "category.MUL": "ایک سے زیادہ قسم کا نقصان",
    "risk_outside_home": "نقصان گھر کے باہر سے آتا ہے۔",
    "not_agree.how": (
        "اگر آپ متفق نہیں یا آپ سے منصفانہ سلوک نہیں ہوا تو کانفرنس کے صدر کو بتائیں۔ "
        "آپ کسی سے مدد مانگ سکتے ہیں۔ جب تک ہم دیکھیں، فیصلہ قائم رہتا ہے۔"
    ),
    "core_group.own_meeting": "آپ کا سماجی کارکن آپ کو آپ کی اپنی ملاقات کے بارے میں بتائے گا۔",
    "not_agree.phone": "ہمیں {name} پر فون کریں۔",
    "not_agree.phone_by": "ہمیں {name} پر {day} تک فون کریں۔ آپ بعد میں بھی ہمیں بتا سکتے ہیں۔",
    "child_page.ask": "آپ کوئی بھی سوال پوچھ سکتے ہیں۔ اگر کچھ غلط ہو تو آپ بتا سکتے ہیں۔",
    "not_agreed_yet": "تصدیق باقی ہے",
    "to_be_confirmed_by": "{name} تصدیق کریں گے",
    "fact.date": "تاریخ",
    "fact.place": "جگہ",
    "fact.chair": "صدر",
    "fact.decision": "فیصلہ",
    "fact.what_next": "آگے کیا ہوگا",
    "fact.category": "نقصان کی قسم",
    "fact.since": "کب سے",
    "fact.reasons": "کیوں",
    "fact.core_group": "پہلا بنیادی گروپ",
    "fact.next_core_group": "اگلا بنیادی گروپ",
    "fact.review": "اگلی کانفرنس، اس دن یا اس سے پہلے",
    "fact.review_on": "اگلی کانفرنس",
    "fact.first_meeting": "پہلی ملاقات",
    "fact.lead_worker": "سماجی کارکن",
    "fact.lead_other": "مرکزی کارکن",
    "fact.telephone": "ٹیلی فون",
    "fact.email": "ای میل",
    "fact.scale": "{name}",
    "fact.present": "موجود",
    "fact.sent_views": "اپنی رائے بھیجی",
    "fact.born": "تاریخ پیدائش",
    "fact.expected": "متوقع تاریخ پیدائش",
    "fact.address": "پتا",
    "fact.school": "اسکول",
    "fact.language": "زبان",
    "column.what": "کیا",
    "column.who": "کون",
    "column.when": "کب تک",
    "cover.title": "سرورق",
    "cover.give": "صرف اس شخص کو دیں۔ ان سے دستخط لیں۔",
    "cover.signed": "دستخط",
    "cover.date": "تاریخ اور وقت",
    "copy": "نقل {number}",
    "opening.teenager": (
        "{name}، سلام۔ یہ صفحہ آپ کے لیے ہے۔ اس میں لکھا ہے کہ ملاقات میں کیا طے ہوا۔"
    ),
    "section.child_why": "ملاقات کیوں ہوئی",
    "section.child_decision": "انہوں نے کیا فیصلہ کیا",
    "section.child_space": "میری جگہ",
    "child_page.why": (
        "جو لوگ آپ کا خیال رکھتے ہیں وہ ملے۔ انہوں نے بات کی کہ آپ کیسے محفوظ اور ٹھیک رہیں۔ "
        "آپ نے کچھ غلط نہیں کیا۔"
    ),
    "child_page.not_there": "آپ ملاقات میں نہیں تھے۔ کوئی بات نہیں۔",
    "child_page.read_together": "آپ یہ صفحہ کسی پسندیدہ شخص کے ساتھ پڑھ سکتے ہیں۔",
    "child_page.no_words": "اس صفحے پر ابھی آپ کی اپنی بات نہیں۔ ہم اسے سننا چاہتے ہیں۔",
    "child_page.no_jobs": (
        "بڑوں کے پاس آپ اور آپ کے خاندان کے لیے کاموں کی فہرست ہے۔ آپ کا سماجی کارکن آپ کو اس "
        "کے بارے میں بتا سکتا ہے۔"
    ),
    "child_page.plan_made": (
        "آپ کو محفوظ رکھنے کا منصوبہ ہوگا۔ اسے بچے کے تحفظ کا منصوبہ کہتے ہیں۔"
    ),
    "child_page.plan_continues": (
        "آپ کو محفوظ رکھنے کا منصوبہ جاری ہے۔ اسے بچے کے تحفظ کا منصوبہ کہتے ہیں۔"
    ),
    "child_page.child_in_need": (
        "اگر آپ کا خاندان ہاں کہے تو آپ اور آپ کے خاندان کی مدد کا منصوبہ ہوگا۔"
    ),
    "child_page.early_help": "اگر آپ کا خاندان ہاں کہے تو انہیں مدد مل سکتی ہے۔",
    "child_page.no_more": "آپ کو ابھی منصوبے کی ضرورت نہیں۔",
    "child_page.come": (
        "آپ چاہیں تو اگلی بڑی ملاقات میں آ سکتے ہیں۔ یا کسی کو بتائیں کہ آپ کی طرف سے کیا کہے۔"
    ),
    "child_page.advocate": ("آپ ایڈووکیٹ مانگ سکتے ہیں۔ ایڈووکیٹ آپ کی بات کہنے میں مدد کرتا ہے۔"),
    "child_page.space": (
        "جو آپ ہمیں بتانا چاہیں یہاں لکھیں یا بنائیں۔ پھر کسی بھروسے کے شخص کو دیں۔"
    ),
    "fact.child_core_group": "بڑے منصوبہ دیکھنے کے لیے ملیں گے",
    "fact.child_review": "اگلی بڑی ملاقات، اس دن یا اس سے پہلے",
    "fact.child_review_on": "اگلی بڑی ملاقات",
    "child_page.childline": "آپ دن رات چائلڈ لائن (Childline) کو مفت فون کر سکتے ہیں: {name}",
    # Letters, emails and text messages
    "letter.number": "خط {number}",
    "letter.dear": "محترم {name}",
    "letter.invite.title": "براہ کرم ایک ملاقات میں آئیں",
    "letter.invite.opening": (
        "یہ وہ ملاقات ہے جس کے بارے میں آپ کے سماجی کارکن نے آپ سے بات کی تھی۔ ہم چاہتے"
        " ہیں کہ آپ وہاں ہوں۔"
    ),
    "letter.change.title": "ملاقات کا وقت یا جگہ بدل گئی ہے",
    "letter.change.opening": "یہ خط پچھلے خط کی جگہ لیتا ہے۔",
    "letter.cancel.title": "ملاقات اس وقت نہیں ہو گی",
    "letter.cancel.opening": (
        "ہم نے آپ کو ایک ملاقات کے بارے میں بتایا تھا۔ وہ نیچے لکھے وقت پر نہیں ہو گی۔ "
        "براہ کرم نہ آئیں۔ ہم آپ کو نیا دن بتائیں گے۔"
    ),
    "letter.cancel.another": (
        "ہم نے آپ کو ایک ملاقات کے بارے میں بتایا تھا۔ وہ نیچے لکھے وقت پر نہیں ہو گی۔ براہ "
        "کرم نہ آئیں۔ ہم آپ کو ایک اور ملاقات کے بارے میں لکھیں گے۔"
    ),
    "letter.cancel.no_meeting": "کوئی ملاقات نہیں ہو گی",
    "letter.cancel.nothing": (
        "ہم نے آپ کو نیچے لکھی ملاقات کے بارے میں بتایا تھا۔ اب کوئی ملاقات نہیں ہو گی۔ آپ "
        "کو کچھ کرنے کی ضرورت نہیں۔"
    ),
    "letter.supporter": (
        "آپ اپنی مدد کے لیے کسی کو ساتھ لا سکتے ہیں۔ پہلے ہمیں بتائیں کہ وہ کون ہوں گے۔"
    ),
    "letter.needs": "ہمیں بتائیں اگر آپ کو مترجم، سفر میں مدد، یا بغیر سیڑھیوں والا کمرہ چاہیے۔",
    "letter.telephone": (
        "اگر آپ نہیں آ سکتے یا کچھ پوچھنا چاہتے ہیں تو ہمیں {telephone} پر فون کریں۔"
    ),
    "letter.ask": "اگر آپ کچھ پوچھنا چاہتے ہیں تو ہمیں {telephone} پر فون کریں۔",
    "letter.exclusion.title": "ملاقات کے بارے میں صدر کا فیصلہ",
    "letter.exclusion.all": (
        "میں اس ملاقات کی صدارت کروں گا یا گی۔ میں نے فیصلہ کیا ہے کہ آپ اس میں شامل "
        "نہیں ہو سکتے۔ ایسا کم ہی ہوتا ہے، اور میں نے اس پر اچھی طرح سوچا ہے۔"
    ),
    "letter.exclusion.part": (
        "میں اس ملاقات کی صدارت کروں گا یا گی۔ میں نے فیصلہ کیا ہے کہ آپ اس کے ایک حصے "
        "میں شامل نہیں ہو سکتے۔ ایسا کم ہی ہوتا ہے، اور میں نے اس پر اچھی طرح سوچا ہے۔"
    ),
    "letter.exclusion.speak": (
        "آپ جو کہنا چاہتے ہیں وہ اہم ہے۔ کوئی آپ کی طرف سے بول سکتا ہے: کوئی دوست یا "
        "وکیل۔ ہم کسی کو ڈھونڈنے میں آپ کی مدد کر سکتے ہیں۔"
    ),
    "letter.exclusion.wrong": (
        "اگر آپ سمجھتے ہیں کہ یہ غلط ہے تو ہمیں بتائیں۔ آپ {telephone} پر فون کر سکتے "
        "ہیں یا ہمیں لکھ سکتے ہیں۔ ہم بتائیں گے کہ شکایت کیسے کی جائے۔"
    ),
    "letter.chair": "{name}، صدر",
    "ground.prejudice": "اس سے بچے کو سخت نقصان ہو سکتا ہے",
    "ground.violence": "تشدد، دھمکیاں، یا ایسی باتیں اور کام جو دوسروں کو تکلیف دیں",
    "ground.safe_and_fair": "یہ سب کے لیے محفوظ یا منصفانہ نہ ہوتا",
    "ground.confidential": "دوسرے لوگوں کی نجی معلومات، یا قانونی یا جرائم کے معاملات",
    "ground.conflict": "خاندان کے لوگوں میں جھگڑا",
    "fact.day": "دن",
    "fact.time": "وقت",
    "fact.way_there": "وہاں کیسے پہنچیں",
    "fact.heard": "آپ کی بات پھر بھی کیسے سنی جائے گی",
    "mail.invite.subject": "{day} کو ملاقات",
    "mail.change.subject": "تبدیلی: {day} کو ملاقات",
    "mail.cancel.subject": "{day} کی ملاقات نہیں ہو گی",
    "mail.invite": "آپ کو ایک ملاقات میں بلایا گیا ہے: {when}۔",
    "mail.change": "ملاقات کا وقت یا جگہ بدل گئی ہے۔ آپ کو ایک ملاقات میں بلایا گیا ہے: {when}۔",
    "mail.cancel": "یہ ملاقات نہیں ہو گی: {when}۔",
    "mail.excluded.subject": "براہ کرم {day} کو نہ آئیں",
    "mail.excluded": (
        "آپ کو اب اس ملاقات میں نہیں بلایا گیا: {when}۔ براہ کرم نہ آئیں۔ ہم آپ کو وجہ بتائیں گے۔"
    ),
    "mail.answer": "یہ کہاں ہے اور جواب کیسے دیں: {link}",
    "guest.link.subject": "آپ کے لیے ایک کاغذ",
    "guest.link": (
        "آپ کے لیے ایک کاغذ ہے۔ یہ لنک کھولیں۔ پھر ہم آپ کو لکھنے کے لیے ایک کوڈ بھیجیں گے۔"
    ),
    "guest.link.lasts": "لنک 7 دن تک چلتا ہے۔ اگر آپ کو اس کی توقع نہیں تھی تو اسے نہ کھولیں۔",
    "guest.code.subject": "آپ کا کوڈ",
    "guest.code": "آپ کا کوڈ ہے {code}",
    "guest.code.lasts": (
        "یہ ایک بار، 10 منٹ تک چلتا ہے۔ کونسل سے کوئی آپ سے یہ کبھی نہیں پوچھے گا۔"
    ),
    # Feedback: what a pack asks at its end, and the pages its code leads to
    "section.feedback": "میٹنگ کیسی رہی؟",
    "link.square": "فون کا کیمرہ یہاں کریں",
    "feedback.tell_us": "ہمیں یہاں بتائیں",
    "feedback.ask": (
        "ہمیں بتائیں کہ میٹنگ کیسی رہی۔ اس میں دو منٹ لگتے ہیں۔ آپ اپنا نام نہیں دیتے۔"
    ),
    "feedback.scan": "اپنے فون کا کیمرہ اس مربع کی طرف کریں۔ یا پتہ لکھیں، اور پھر اپنا کوڈ۔",
    "feedback.not_watched": "جب جواب آتے ہیں تو کوئی انہیں فورا نہیں دیکھتا۔",
    "feedback.danger": "اگر کوئی بچہ ابھی خطرے میں ہے تو 999 پر فون کریں۔",
    "feedback.danger_day": "دن میں آپ ہمیں اس نمبر پر فون کر سکتے ہیں: {name}",
    "feedback.danger_night": "رات کو اور ہفتے کے آخر میں اس نمبر پر فون کریں: {name}",
    "feedback.title": "میٹنگ کیسی رہی؟",
    "feedback.anonymous": (
        "ہم یہ نہیں دیکھتے کہ یہ کس نے لکھا ہے۔ لیکن اگر آپ ہمیں بتائیں کہ کسی بچے کو تکلیف "
        "دی جا رہی ہے تو ہم معلوم کرتے ہیں کہ یہ کون سا خاندان ہے، تاکہ ہم مدد کر سکیں۔"
    ),
    "feedback.optional": "آپ کو ہر سوال کا جواب دینا ضروری نہیں۔",
    "feedback.q.understood_why": "کیا آپ کو سمجھ آیا کہ میٹنگ کیوں ہوئی؟",
    "feedback.q.report_in_time": "کیا آپ نے میٹنگ سے کافی پہلے رپورٹ دیکھی؟",
    "feedback.q.listened": "کیا لوگوں نے آپ کی بات سنی؟",
    "feedback.q.respect": "کیا آپ کے ساتھ عزت سے پیش آیا گیا؟",
    "feedback.q.plan_clear": "کیا آپ کو معلوم ہے کہ پلان میں کیا ہے؟",
    "feedback.q.knows_next": "کیا آپ کو معلوم ہے کہ آگے کیا ہوگا؟",
    "feedback.q.help_to_speak": "کیا کسی نے آپ کی مدد کی کہ آپ اپنی بات کہہ سکیں؟",
    "feedback.yes": "ہاں",
    "feedback.partly": "تھوڑا سا",
    "feedback.no": "نہیں",
    "feedback.went_well": "کیا اچھا تھا؟",
    "feedback.could_be_better": "ہمیں کیا بہتر کرنا چاہیے؟",
    "feedback.contact": "کیا آپ چاہتے ہیں کہ ہم آپ کو فون کریں؟ تو اپنا نام اور نمبر یہاں لکھیں۔",
    "feedback.skip": "اصل مواد پر جائیں",
    "feedback.send": "بھیجیں",
    "feedback.easy": "آسان، تصویروں کے ساتھ",
    "feedback.standard": "چھوٹے حروف، بغیر تصویروں کے",
    "feedback.languages": "دوسری زبانیں",
    "feedback.problem": "ایک مسئلہ ہے",
    "feedback.empty": "ایک سوال کا جواب دیں، یا کچھ لکھیں۔",
    "feedback.too_long": (
        "آپ نے {count} حروف لکھے ہیں۔ زیادہ سے زیادہ {most} ہو سکتے ہیں۔ براہ کرم اسے چھوٹا کریں۔"
    ),
    "feedback.choose": "تین جوابوں میں سے ایک چنیں۔",
    "feedback.busy": (
        "اس جگہ سے ایک ساتھ بہت زیادہ جواب آ رہے ہیں۔ آپ کے الفاظ ابھی یہیں ہیں۔ دس منٹ "
        "انتظار کریں اور پھر بھیجیں کو دبائیں۔"
    ),
    "feedback.busy_page": (
        "ایک ہی جگہ سے بہت زیادہ لوگ یہ صفحہ کھول رہے ہیں۔ دس منٹ انتظار کریں اور پھر کوشش کریں۔"
    ),
    "feedback.once_more": "ابھی کچھ نہیں بھیجا گیا۔ براہ کرم بھیجیں کو ایک بار پھر دبائیں۔",
    "feedback.leave_empty": "اس خانے کو خالی چھوڑ دیں",
    "feedback.enough": (
        "اس کوڈ کے ساتھ ہمارے پاس کئی جواب ہیں۔ مزید بتانے کے لیے فون کریں: {name}"
    ),
    "feedback.thanks": "شکریہ۔ ہمیں آپ کا جواب مل گیا۔",
    "feedback.thanks_text": "اگر آپ نے کچھ لکھا ہے تو کوئی اسے اگلے کام کے دن پڑھے گا۔",
    "feedback.had_it": "یہ ہمارے پاس پہلے سے ہے",
    "feedback.had_it_text": (
        "اس کوڈ کے ساتھ پہلے جواب آ چکا ہے۔ اگر آپ نے کچھ نیا لکھا ہے تو وہ بھی رکھا گیا ہے۔ "
        "کچھ ضائع نہیں ہوا۔"
    ),
    "feedback.answered": (
        "اس کوڈ کے ساتھ ہمارے پاس پہلے سے جواب ہے۔ آپ اب بھی کچھ لکھ سکتے ہیں۔ وہ بھی رکھا جائے گا۔"
    ),
    "feedback.gone": "یہ کوڈ کام نہیں کرتا",
    "feedback.gone_text": (
        "شاید کوئی حرف غلط ہے، یا اس کا وقت ختم ہو گیا ہے۔ آپ اب بھی ہمیں بتا سکتے ہیں کہ "
        "میٹنگ کیسی رہی۔ فون کریں: {name}"
    ),
    "feedback.your_words": "آپ نے یہ لکھا تھا، تاکہ آپ اسے نقل کر سکیں:",
    "feedback.code": "اپنے پلان سے کوڈ لکھیں",
    "feedback.go_on": "آگے",
    "feedback.paper_how": (
        "ہر لائن میں ایک خانے پر نشان لگائیں۔ یہ کاغذ میٹنگ میں کسی کو دیں، یا استقبالیہ پر "
        "چھوڑ دیں۔"
    ),
    "feedback.paper_code": "آپ کے پلان کا کوڈ، اگر آپ چاہیں",
}
