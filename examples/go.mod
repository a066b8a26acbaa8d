module github.com/skladmost/skladmost/examples

go 1.26.0

require github.com/skladmost/skladmost v0.0.0

replace github.com/skladmost/skladmost => ../
