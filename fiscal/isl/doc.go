// Package isl prints on fiscal devices that speak ISL over TCP.
package isl
