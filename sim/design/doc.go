// Package design chooses the points at which a model with uncertain inputs is
// played: which combinations of values a sweep or a sensitivity analysis tries.
//
// Inputs are coordinates of the unit cube. Turning a coordinate into a value,
// by a range or by a quantile function, is for the caller.
//
//	design                  what for                        points
//	Grid                    every combination of few values product of the levels
//	OneAtATime              a tornado around a base         1 + levels other than the base's
//	LatinHypercube          means, regression, discovery    any number
//	CentredLatinHypercube   the same, mid-cell
//	Sobol                   the same, may be extended       any number, best 2^k
//	Morris                  which inputs matter at all      trajectories * (inputs + 1)
//	Spread                  the trajectories farthest apart
//	Saltelli                shares of the variance, with    rows * (groups + 2), rows best 2^k
//	                        interactions
//
// Points of [Grid], [OneAtATime] and [Morris] lie in the closed cube and may be
// 1; all others lie in [0,1). Each design is a function of its arguments and of
// the numbers that the source gives, and of nothing else: the same seed gives the
// same points. The caller owns what is returned.
//
// Misuse by the program (no points, no inputs) panics with a message that begins
// "design:"; what may come from a user's file is an error.
//
// # Sources
//
//   - Campolongo, F., Cariboni, J. & Saltelli, A. (2007). An effective screening
//     design for sensitivity analysis of large models. Environmental Modelling &
//     Software 22, 1509-1518.
//   - Joe, S. & Kuo, F. Y. (2008). Constructing Sobol sequences with better
//     two-dimensional projections. SIAM Journal on Scientific Computing 30,
//     2635-2654.
//   - McKay, M. D., Beckman, R. J. & Conover, W. J. (1979). A comparison of three
//     methods for selecting values of input variables in the analysis of output
//     from a computer code. Technometrics 21, 239-245.
//   - Morris, M. D. (1991). Factorial sampling plans for preliminary computational
//     experiments. Technometrics 33, 161-174.
//   - Owen, A. B. (1995). Randomly permuted (t,m,s)-nets and (t,s)-sequences. In
//     Niederreiter & Shiue (eds), Monte Carlo and Quasi-Monte Carlo Methods in
//     Scientific Computing, Springer, 299-317.
//   - Owen, A. B. (2022). On dropping the first Sobol' point. In Keller (ed.),
//     Monte Carlo and Quasi-Monte Carlo Methods 2020, Springer, 71-86.
//   - Ruano, M. V., Ribes, J., Seco, A. & Ferrer, J. (2012). An improved sampling
//     strategy based on trajectory design for application of the Morris method to
//     systems with many input factors. Environmental Modelling & Software 37,
//     103-109.
//   - Saltelli, A., Annoni, P., Azzini, I., Campolongo, F., Ratto, M. & Tarantola,
//     S. (2010). Variance based sensitivity analysis of model output. Design and
//     estimator for the total sensitivity index. Computer Physics Communications
//     181, 259-270.
//   - Sobol, I. M. (1967). On the distribution of points in a cube and the
//     approximate evaluation of integrals. USSR Computational Mathematics and
//     Mathematical Physics 7 (4), 86-112.
//   - Steele, G. L., Lea, D. & Flood, C. H. (2014). Fast splittable pseudorandom
//     number generators. Proceedings of OOPSLA 2014, 453-472.
package design
