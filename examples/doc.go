// Package examples holds the programs that show skladmost at work. They are a
// module of their own, so that importing the SDK brings none of what they need.
package examples
