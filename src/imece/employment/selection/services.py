"""What the room offers the work-permit house (X4.2, §13 `yabanci_hizmet`): data, not code."""

from imece.exchange.contract import Example, Field, Input, Kind, Service

FOREIGNER = Service(
    name="employment.foreigner_services",
    version=1,
    owner="employment",
    title="Yabancıya verilen hizmetler / Services given to a foreigner",
    meaning="Yabancının kaydı ve yönlendirmeleri; kurslar o oda kurulunca eklenir"
    " / The foreigner's registration and referrals; courses are added when their room is built",
    purpose="Çalışma izni başvurusunu değerlendirmek / To evaluate an application for a work permit",
    inputs=(
        Input(
            "number",
            "Yabancı kimlik no / Foreigner's number",
            is_subject=True,
            pattern="99[0-9]{9}",
            most=11,
            check="person_number",
        ),
    ),
    fields=(
        Field("registered_on", "Kayıt tarihi / Registered on", kind=Kind.DATE),
        Field("is_profile_active", "Özgeçmiş etkin / Profile active", kind=Kind.BOOLEAN),
        Field("province", "İl / Province", kind=Kind.INTEGER),
        Field("referral_count", "Yönlendirme sayısı / Number of referrals", kind=Kind.INTEGER),
        Field(
            "referrals",
            "Yönlendirmeler / Referrals",
            kind=Kind.LIST,
            records=(
                Field("number", "Talep no / Request number"),
                Field("title", "Başlık / Title"),
                Field("province", "İl / Province", kind=Kind.INTEGER),
                Field(
                    "state",
                    "Durum / State",
                    meaning="sent, reported, placed, refused_by_employer, refused_by_candidate"
                    " / sent, placement reported, placed, refused by employer, by candidate",
                ),
                Field("sent_on", "Gönderildiği gün / Sent on", kind=Kind.DATE),
                Field("started_on", "İşe başlama / First day of work", kind=Kind.DATE),
            ),
        ),
    ),
    open_to=frozenset({"central"}),
    rate_per_second=5,
    examples=(
        Example(
            {"number": "99700000106"},
            {
                "registered_on": "2026-02-02",
                "is_profile_active": True,
                "province": 6,
                "referral_count": 1,
                "referrals": [
                    {
                        "number": "00000000001",
                        "title": "Gazaltı kaynakçısı",
                        "province": 6,
                        "state": "refused_by_employer",
                        "sent_on": "2026-02-20",
                        "started_on": None,
                    }
                ],
            },
        ),
    ),
    sql="""
        select asked.n, (person.created_at at time zone 'Europe/Istanbul')::date, seeker.is_active, seeker.province_id,
            told.referral_count, coalesce(told.referrals, '[]'::jsonb)
        from asked join accounts_person person on person.national_id = asked.number
        join jobseekers_jobseeker seeker on seeker.person_id = person.id
        cross join lateral (
            select count(*)::integer as referral_count, jsonb_agg(jsonb_build_object(
                'number', round.number, 'title', round.title, 'province', round.province, 'state', candidate.state,
                'sent_on', candidate.sent_on, 'started_on', candidate.started_on
            ) order by candidate.sent_on desc nulls last, candidate.id desc) as referrals
            from selection_candidate candidate join selection_selectionround round on round.id = candidate.round_id
            where candidate.job_seeker_id = seeker.id and (candidate.sent_on is not null
                or candidate.state in ('sent', 'reported', 'placed', 'refused_by_employer', 'refused_by_candidate'))
        ) told
    """,
)
