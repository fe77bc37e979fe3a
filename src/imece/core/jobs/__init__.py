"""Work that outlives a request: queued in the transaction, done by `./imece worker`, shown with its progress.

* `queue`: `enqueue` by the task's name, `task` and `periodic` to declare one.
* `background`: a job somebody waits for, with a page of its own (`/isler/…/`), a result, and a way to cancel it.

A task may run twice: a worker that was killed left it half done, and the rescue starts it anew. So a task takes
primitives, looks first whether its work is already done, and writes its result in one transaction.
"""
