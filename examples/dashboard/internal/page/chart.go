package page

// A bar of the chart is drawn 100 high. Style attributes are forbidden by the
// page's own policy, so the heights are those of SVG.

// barH is the height of n where the highest bar is most.
func barH(n, most int) int {
	if n == 0 {
		return 0
	}

	return max(3, 100*n/most) // the least bar can be seen
}

// barY is where a bar begins, from above.
func barY(n, most int) int { return 100 - barH(n, most) }
