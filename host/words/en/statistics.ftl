statistics-other = Other
statistics-blank = Not filled in
statistics-matters = matters
statistics-days = days
statistics-yuan = yuan
