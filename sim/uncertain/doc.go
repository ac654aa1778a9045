// Package uncertain says how a number is distributed that nobody knows.
//
// A Dist is evaluated by inversion alone, by Quantile: one number in [0, 1]
// makes one value. So the points of a Latin hypercube or a Sobol sequence feed
// it as well as a stream of random numbers does, and a draw is the same however
// many others are made. A Copula ties such numbers to each other first.
//
// Nothing here is random: whoever calls brings the numbers.
package uncertain
