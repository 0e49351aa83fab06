"""Urdu: DRAFT until a named reviewer signs it."""

WORDS = {
    "page.problem": "ایک مسئلہ ہے",
    "page.error": "غلطی",
    "page.skip": "اصل متن پر جائیں",
    "page.footer": "یہ صفحہ نجی ہے۔ کام ختم ہونے پر اسے بند کر دیں۔",
    "page.did_not_work": "یہ نہیں ہو سکا",
    "page.choose": "ایک جواب چنیں",
    "guest.page.title": "آپ کے لیے ایک کاغذ",
    "guest.page.private.email": (
        "یہ کاغذ نجی ہے۔ ہم آپ کی ای میل پر کوڈ بھیجیں گے تاکہ صرف آپ اسے کھول سکیں۔"
    ),
    "guest.page.private.sms": (
        "یہ کاغذ نجی ہے۔ ہم آپ کے فون پر کوڈ بھیجیں گے تاکہ صرف آپ اسے کھول سکیں۔"
    ),
    "guest.page.sent.email": (
        "ہم نے آپ کو ای میل پر کوڈ بھیجا ہے۔ اسے یہاں لکھیں۔ یہ 10 منٹ تک چلتا ہے۔"
    ),
    "guest.page.sent.sms": (
        "ہم نے آپ کو ٹیکسٹ میسج پر کوڈ بھیجا ہے۔ اسے یہاں لکھیں۔ یہ 10 منٹ تک چلتا ہے۔"
    ),
    "guest.page.code": "کوڈ",
    "guest.page.code_hint": "وہ 6 ہندسے جو ہم نے بھیجے",
    "guest.page.code_missing": "وہ 6 ہندسے لکھیں جو ہم نے بھیجے",
    "guest.page.get": "کاغذ حاصل کریں",
    "guest.page.send": "مجھے کوڈ بھیجیں",
    "guest.page.send_again": "مجھے نیا کوڈ بھیجیں",
    "guest.page.careful": "اسے وہاں نہ کھولیں جہاں کوئی اور آپ کی اسکرین دیکھ سکے۔",
    "guest.no_longer": "یہ لنک اب کام نہیں کرتا۔ اپنے سماجی کارکن سے نیا لنک مانگیں۔",
    "guest.wrong_code": (
        "یہ وہ کوڈ نہیں جو ہم نے بھیجا، یا یہ پرانا ہے۔ دوبارہ کوشش کریں یا نیا کوڈ مانگیں۔"
    ),
    "guest.too_many": "ہم بہت سے کوڈ بھیج چکے ہیں۔ اپنے سماجی کارکن سے نیا لنک مانگیں۔",
    "guest.too_soon": "ہم نے ابھی آپ کو کوڈ بھیجا ہے۔ دوبارہ مانگنے سے پہلے ایک منٹ رکیں۔",
    "invited.title": "آپ کو ایک ملاقات میں بلایا گیا ہے",
    "invited.cancelled": "ملاقات اس وقت نہیں ہو گی",
    "invited.was_to_be": "یہ ہونی تھی: {when}۔ براہ کرم نہ آئیں۔ ہم آپ کو نیا دن بتائیں گے۔",
    "invited.another": (
        "یہ ہونی تھی: {when}۔ براہ کرم نہ آئیں۔ ہم آپ کو ایک اور ملاقات کے بارے میں لکھیں گے۔"
    ),
    "invited.nothing": (
        "یہ ہونی تھی: {when}۔ اب کوئی ملاقات نہیں ہو گی۔ آپ کو کچھ کرنے کی ضرورت نہیں۔"
    ),
    "invited.when": "کب",
    "invited.where": "کہاں",
    "invited.from_to": "{day}، {start} سے {end} تک",
    "invited.letter": "آپ کا خط (PDF)",
    "invited.calendar": "اسے اپنے کیلنڈر میں ڈالیں",
    "invited.calendar_note": "کیلنڈر میں صرف ”Meeting“ (ملاقات) لکھا ہوگا۔",
    "invited.calendar_out": "اسے اپنے کیلنڈر سے نکال دیں",
    "invited.question": "کیا آپ آئیں گے؟",
    "invited.in_person": "ہاں، میں وہاں آؤں گا یا گی",
    "invited.remote": "ہاں، ٹیلی فون یا ویڈیو پر",
    "invited.report_only": "نہیں، مگر میں اپنی رائے یا رپورٹ بھیجوں گا یا گی",
    "invited.not_coming": "نہیں",
    "invited.send": "اپنا جواب بھیجیں",
    "invited.thanks": "شکریہ۔ ہمیں آپ کا جواب مل گیا۔",
    "invited.no_date": "اس ملاقات کی ابھی کوئی تاریخ نہیں۔",
    "invited.over": "اس ملاقات کا دن گزر چکا ہے",
    "invited.over_text": (
        "اس ملاقات کا دن گزر چکا ہے، اس لیے یہ صفحہ بند ہے۔ کچھ پوچھنا ہو تو ہمیں اس نمبر پر فون "
        "کریں: {telephone}"
    ),
}
