publication-not-published = 这一项没有公开，或者已经撤下
