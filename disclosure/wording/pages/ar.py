"""Arabic: DRAFT until a named reviewer signs it."""

WORDS = {
    "page.problem": "هناك مشكلة",
    "page.error": "خطأ",
    "page.skip": "انتقل إلى المحتوى",
    "page.footer": "هذه الصفحة خاصة. أغلقها عندما تنتهي.",
    "page.did_not_work": "لم ينجح هذا",
    "page.choose": "اختر إجابة واحدة",
    "guest.page.title": "ورقة لك",
    "guest.page.private.email": (
        "هذه الورقة خاصة. سنرسل رمزا إلى بريدك الإلكتروني حتى لا يفتحها أحد غيرك."
    ),
    "guest.page.private.sms": "هذه الورقة خاصة. سنرسل رمزا إلى هاتفك حتى لا يفتحها أحد غيرك.",
    "guest.page.sent.email": (
        "أرسلنا إليك رمزا بالبريد الإلكتروني. اكتبه هنا. يعمل لمدة 10 دقائق."
    ),
    "guest.page.sent.sms": "أرسلنا إليك رمزا برسالة نصية. اكتبه هنا. يعمل لمدة 10 دقائق.",
    "guest.page.code": "الرمز",
    "guest.page.code_hint": "الأرقام الستة التي أرسلناها إليك",
    "guest.page.code_missing": "اكتب الأرقام الستة التي أرسلناها إليك",
    "guest.page.get": "احصل على الورقة",
    "guest.page.send": "أرسلوا إلي رمزا",
    "guest.page.send_again": "أرسلوا إلي رمزا جديدا",
    "guest.page.careful": "لا تفتحها حيث يستطيع شخص آخر أن يرى شاشتك.",
    "guest.no_longer": "لم يعد هذا الرابط يعمل. اطلب رابطا جديدا من الأخصائي الاجتماعي.",
    "guest.wrong_code": (
        "هذا ليس الرمز الذي أرسلناه أو أنه قديم. حاول مرة أخرى أو اطلب رمزا جديدا."
    ),
    "guest.too_many": "أرسلنا رموزا كثيرة. اطلب رابطا جديدا من الأخصائي الاجتماعي.",
    "guest.too_soon": "أرسلنا إليك رمزا قبل قليل. انتظر دقيقة قبل أن تطلب رمزا آخر.",
    "invited.title": "أنت مدعو إلى اجتماع",
    "invited.cancelled": "لن يعقد الاجتماع في ذلك الوقت",
    "invited.was_to_be": "كان موعده: {when}. يرجى عدم الحضور. سنخبرك باليوم الجديد.",
    "invited.another": "كان موعده: {when}. يرجى عدم الحضور. سنكتب إليك عن اجتماع آخر.",
    "invited.nothing": "كان موعده: {when}. لن يكون هناك اجتماع. لا يلزمك أن تفعل شيئا.",
    "invited.when": "متى",
    "invited.where": "أين",
    "invited.from_to": "{day}، من {start} إلى {end}",
    "invited.letter": "رسالتك (PDF)",
    "invited.calendar": "أضفه إلى تقويمك",
    "invited.calendar_note": "لن يظهر في التقويم إلا كلمة ”Meeting“ (اجتماع).",
    "invited.calendar_out": "احذفه من تقويمك",
    "invited.question": "هل ستحضر؟",
    "invited.in_person": "نعم، سأكون هناك",
    "invited.remote": "نعم، بالهاتف أو الفيديو",
    "invited.report_only": "لا، لكنني سأرسل رأيي أو تقريرا",
    "invited.not_coming": "لا",
    "invited.send": "أرسل إجابتك",
    "invited.thanks": "شكرا. وصلتنا إجابتك.",
    "invited.no_date": "ليس لهذا الاجتماع موعد الآن.",
    "invited.over": "مضى يوم هذا الاجتماع",
    "invited.over_text": (
        "مضى يوم هذا الاجتماع، لذلك أغلقت هذه الصفحة. إذا أردت أن تسأل عن شيء فاتصل بنا على "
        "{telephone}."
    ),
}
