"""Telling people things: a class each, an outbox row in the transaction, a job that sends, each try a row.

* `notice`: `Notice`, the class a room derives from in its `notifications.py`.
* `recipient`: who is told, in which language, by which channel. The core knows no accounts: the caller fills it in.
* `outbox`: `notify(VacancyPublished, recipient, vacancy=…)`.
* `delivery`: the sending, with growing pauses, and the giving up.
* `ports`: mail, SMS, post and registered mail; without a provider each writes files into the data folder.

A notice holds no T.C. number and no health, disability or conviction: it says that there is news and where to read it.
"""
