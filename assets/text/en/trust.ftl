### Texts: questions of trust, and how private a session is.

trust-server = Server

# What a question is, in a word.
trust-question = Question
trust-warning = Warning
trust-alarm = Alarm

trust-privacy-of = Security of the session with { $server }
trust-privacy-explained = Who could listen, and who answers
