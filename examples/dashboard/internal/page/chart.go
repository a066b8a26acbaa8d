package page

// The chart is 24 slots of 30 units, 100 high.

func barX(hour, inset int) int { return hour*30 + inset }

func barH(n, most int) int {
	if n == 0 {
		return 0
	}

	return max(3, 100*n/most) // the least bar can be seen
}

func barY(n, most int) int { return 104 - barH(n, most) }
