statistics-other = 其他
statistics-blank = 未填
statistics-matters = 件
statistics-days = 天
statistics-yuan = 元
