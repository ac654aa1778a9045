// Package stats holds the estimators: what many runs say about a share, a
// mean, a time or a life, how surely, and on how large a sample.
//
// Every figure is an [Estimate]: a value, the limits of its confidence
// interval, and the size of the sample. Levels are confidence levels, strictly
// between 0 and 1; 0.95 is [Level95].
//
//	estimator             what for                     interval
//	Wilson                shares of runs               score (Wilson 1927)
//	Moments.Mean          means of a quantity per run  Student's t (Student 1908)
//	BoundedMean,          the same near the ends of    score, Student's t
//	CountMean             what is possible
//	Share                 shares of cases, several     score, by run (Rao & Scott
//	                      to a run                     1992)
//	Ratio                 means over such cases        linearised, Student's t
//	BCa                   any statistic of runs        bootstrap (Efron 1987)
//	Counts.Quantile       times that may never come    order statistics (Thompson 1936)
//	Counts.ShareBy        the same, as a share by day  score
//	KaplanMeier           how long deals stand         Greenwood, log-log
//	Curve.Median          the median life              Brookmeyer & Crowley 1982
//	Curve.RestrictedMean  days stood out of the first  normal, Greenwood-type
//	                      tau                          variance
//	AalenJohansen         causes that compete          Greenwood-type, log-log
//	LogRank               do groups survive alike      none: a test (Mantel 1966)
//	Difference            of two independent figures   Newcombe 1998, Zou & Donner
//	                                                   2008
//	PairedRatio           of two arms that share       linearised, by run,
//	                      their luck                   Student's t
//	Crosstab.Paired       of shares of such runs       score (Tango 1998)
//	PairedCurves          of how long their deals      linearised, by run,
//	                      stand                        Student's t
//	Holm                  p-values, being several      none: a correction (1979)
//	Forecasts.Brier,      how far to believe a         score, by run
//	MeanForecast          forecast
//	Forecasts.Observed    the share that came          score, by run
//	Forecasts.Bias        by how much it overstates    linearised, Student's t
//	Forecasts.Skill       against another              the same on the log scale
//	Forecasts.Murphy      the Brier score in parts     none: a description
//	Forecasts.Reliability what came of forecasts, by   score, by run
//	                      bin
//	Forecasts.Consistency and where reliable ones      resampled (Bröcker & Smith
//	                      would lie                    2007)
//	Forecasts.Isotonic    the same without bins        none: a description
//	Histogram             values in [0,1], streamed    none: a description
//	OneWay.Split          variance between and within  jackknife over groups, Student's
//	                      groups, such as draws        t (Arvesen & Schmitz 1970)
//	Morris                which inputs matter at all   Student's t; of sigma, normal
//	Sobol                 shares of the variance that  BCa, by row (Efron 1987)
//	                      inputs account for
//	Standardized,         how values move with inputs, Student's t
//	RankStandardized      if about linearly
//	Peel, Paste           boxes of inputs where an     none: a search
//	                      outcome comes often
//	QuasiP, Reproduce     which of their limits count  none: descriptions (Bryant &
//	                                                   Lempert 2010)
//	Pocock                the level at which to look   none: it corrects those above
//	                      while a sample grows
//
// [Counts], [Lives], [Share], [Forecasts] and [Histogram] hold whole numbers
// only. Their size does not grow with the number of runs, and parts made on
// several machines merge to exactly what one machine would have counted, in any
// order. [Moments] and [Ratio] do not merge, because a floating-point mean
// depends on the order of its terms: feed them in the order of the runs.
//
// Several deals of one run are not independent. [Share], [Ratio], [BCa] and
// [Forecasts] take the run for their unit; the others take each case for one, so
// give them one case per run. Runs on one draw of what is not known are not
// independent either: give [Share], [Ratio] and [Forecasts] all of a draw at once, and
// tell [Counts] and [Lives] where each ends (ByCluster, CloseCluster), whose
// intervals are then by draw (Woodruff 1952; Rao & Scott 1992).
//
// Misuse by the program (a level of 2, a share of 3 out of 2, a negative
// life) panics with a message that begins "stats:"; there is nothing that a
// user could do about it. Tables of different shapes do not merge, which
// is an error, because the parts may come from different files.
//
// # Sources
//
//   - Aalen, O. O. & Johansen, S. (1978). An empirical transition matrix for
//     non-homogeneous Markov chains based on censored observations. Scandinavian
//     Journal of Statistics 5, 141-150.
//   - Allignol, A., Schumacher, M. & Beyersmann, J. (2010). A note on variance
//     estimation of the Aalen-Johansen estimator of the cumulative incidence
//     function in competing risks, with a view towards left-truncated data.
//     Biometrical Journal 52, 126-137.
//   - Andersen, P. K., Borgan, Ø., Gill, R. D. & Keiding, N. (1993). Statistical
//     Models Based on Counting Processes. Springer.
//   - Armitage, P., McPherson, C. K. & Rowe, B. C. (1969). Repeated significance
//     tests on accumulating data. Journal of the Royal Statistical Society A
//     132, 235-244.
//   - Arvesen, J. N. & Schmitz, T. H. (1970). Robust procedures for variance
//     component problems using the jackknife. Biometrics 26, 677-686.
//   - Ayer, M., Brunk, H. D., Ewing, G. M., Reid, W. T. & Silverman, E. (1955). An
//     empirical distribution function for sampling with incomplete information.
//     Annals of Mathematical Statistics 26, 641-647.
//   - Bonett, D. G. & Price, R. M. (2012). Adjusted Wald confidence interval for
//     a difference of binomial proportions based on paired data. Journal of
//     Educational and Behavioral Statistics 37, 479-488.
//   - Brier, G. W. (1950). Verification of forecasts expressed in terms of
//     probability. Monthly Weather Review 78, 1-3.
//   - Bröcker, J. & Smith, L. A. (2007). Increasing the reliability of
//     reliability diagrams. Weather and Forecasting 22, 651-661.
//   - Brookmeyer, R. & Crowley, J. (1982). A confidence interval for the median
//     survival time. Biometrics 38, 29-41.
//   - Bryant, B. P. & Lempert, R. J. (2010). Thinking inside the box: a
//     participatory, computer-assisted approach to scenario discovery.
//     Technological Forecasting and Social Change 77, 34-49.
//   - Campolongo, F., Cariboni, J. & Saltelli, A. (2007). An effective screening
//     design for sensitivity analysis of large models. Environmental Modelling &
//     Software 22, 1509-1518.
//   - Cochran, W. G. (1977). Sampling Techniques, 3rd edition. Wiley.
//   - Cramér, H. (1946). Mathematical Methods of Statistics. Princeton University
//     Press.
//   - Davison, A. C. & Hinkley, D. V. (1997). Bootstrap Methods and their
//     Application. Cambridge University Press.
//   - Dimitriadis, T., Gneiting, T. & Jordan, A. I. (2021). Stable reliability
//     diagrams for probabilistic classifiers. Proceedings of the National Academy
//     of Sciences 118, e2016191118.
//   - Efron, B. (1987). Better bootstrap confidence intervals. Journal of the
//     American Statistical Association 82, 171-185.
//   - Efron, B. & Tibshirani, R. J. (1993). An Introduction to the Bootstrap.
//     Chapman & Hall.
//   - Fagerland, M. W., Lydersen, S. & Laake, P. (2013). The McNemar test for
//     binary matched-pairs data: mid-p and asymptotic are better than exact
//     conditional. BMC Medical Research Methodology 13, 91.
//   - Friedman, J. H. & Fisher, N. I. (1999). Bump hunting in high-dimensional
//     data. Statistics and Computing 9, 123-143.
//   - Greenwood, M. (1926). The natural duration of cancer. Reports on Public
//     Health and Medical Subjects 33, HMSO.
//   - Hahn, G. J. & Meeker, W. Q. (1991). Statistical Intervals. Wiley.
//   - Holm, S. (1979). A simple sequentially rejective multiple test procedure.
//     Scandinavian Journal of Statistics 6, 65-70.
//   - Hyndman, R. J. & Fan, Y. (1996). Sample quantiles in statistical
//     packages. The American Statistician 50, 361-365.
//   - Iman, R. L. & Conover, W. J. (1979). The use of the rank transform in
//     regression. Technometrics 21, 499-509.
//   - Jansen, M. J. W. (1999). Analysis of variance designs for model output.
//     Computer Physics Communications 117, 35-43.
//   - Jennison, C. & Turnbull, B. W. (1989). Interim analyses: the repeated
//     confidence interval approach. Journal of the Royal Statistical Society B
//     51, 305-361.
//   - Jennison, C. & Turnbull, B. W. (2000). Group Sequential Methods with
//     Applications to Clinical Trials. Chapman & Hall/CRC.
//   - Kalbfleisch, J. D. & Prentice, R. L. (1980). The Statistical Analysis of
//     Failure Time Data. Wiley.
//   - Kaplan, E. L. & Meier, P. (1958). Nonparametric estimation from
//     incomplete observations. Journal of the American Statistical Association
//     53, 457-481.
//   - Kish, L. (1965). Survey Sampling. Wiley.
//   - Koehler, E., Brown, E. & Haneuse, S. J.-P. A. (2009). On the assessment of
//     Monte Carlo error in simulation-based statistical analyses. The American
//     Statistician 63, 155-162.
//   - Korn, E. L. & Graubard, B. I. (1998). Confidence intervals for proportions
//     with small expected number of positive counts estimated from survey data.
//     Survey Methodology 24, 193-201.
//   - Kwakkel, J. H. & Jaxa-Rozen, M. (2016). Improving scenario discovery for
//     handling heterogeneous uncertainties and multinomial classified outcomes.
//     Environmental Modelling & Software 79, 311-321.
//   - Mantel, N. (1966). Evaluation of survival data and two new rank order
//     statistics arising in its consideration. Cancer Chemotherapy Reports 50,
//     163-170.
//   - McNemar, Q. (1947). Note on the sampling error of the difference between
//     correlated proportions or percentages. Psychometrika 12, 153-157.
//   - McCullagh, P. & Nelder, J. A. (1989). Generalized Linear Models, 2nd
//     edition. Chapman & Hall.
//   - Morris, M. D. (1991). Factorial sampling plans for preliminary computational
//     experiments. Technometrics 33, 161-174.
//   - Murphy, A. H. (1973). A new vector partition of the probability score.
//     Journal of Applied Meteorology 12, 595-600.
//   - Newcombe, R. G. (1998). Interval estimation for the difference between
//     independent proportions: comparison of eleven methods. Statistics in
//     Medicine 17, 873-890.
//   - Peto, R. & Peto, J. (1972). Asymptotically efficient rank invariant test
//     procedures. Journal of the Royal Statistical Society A 135, 185-207.
//   - Pocock, S. J. (1977). Group sequential methods in the design and analysis
//     of clinical trials. Biometrika 64, 191-199.
//   - Rao, J. N. K. & Scott, A. J. (1992). A simple method for the analysis of
//     clustered binary data. Biometrics 48, 577-585.
//   - Reid, N. (1981). Influence functions for censored data. Annals of
//     Statistics 9, 78-92.
//   - Saltelli, A., Annoni, P., Azzini, I., Campolongo, F., Ratto, M. & Tarantola,
//     S. (2010). Variance based sensitivity analysis of model output. Design and
//     estimator for the total sensitivity index. Computer Physics Communications
//     181, 259-270.
//   - Saltelli, A., Ratto, M., Tarantola, S. & Campolongo, F. (2006). Sensitivity
//     analysis practices: strategies for model-based inference. Reliability
//     Engineering & System Safety 91, 1109-1125.
//   - Sarrazin, F., Pianosi, F. & Wagener, T. (2016). Global sensitivity analysis
//     of environmental models: convergence and validation. Environmental Modelling
//     & Software 79, 135-152.
//   - Scheffé, H. & Tukey, J. W. (1945). Non-parametric estimation. I.
//     Validation of order statistics. Annals of Mathematical Statistics 16,
//     187-192.
//   - Searle, S. R., Casella, G. & McCulloch, C. E. (1992). Variance Components.
//     Wiley.
//   - Sobol, I. M. (1993). Sensitivity estimates for nonlinear mathematical models.
//     Mathematical Modelling and Computational Experiments 1, 407-414.
//   - Stephenson, D. B., Coelho, C. A. S. & Jolliffe, I. T. (2008). Two extra
//     components in the Brier score decomposition. Weather and Forecasting 23,
//     752-757.
//   - Student (1908). The probable error of a mean. Biometrika 6, 1-25.
//   - Tango, T. (1998). Equivalence test and confidence interval for the
//     difference in proportions for the paired-sample design. Statistics in
//     Medicine 17, 891-908.
//   - Thompson, W. R. (1936). On confidence ranges for the median and other
//     expectation distributions for populations of unknown distribution form.
//     Annals of Mathematical Statistics 7, 122-128.
//   - Welford, B. P. (1962). Note on a method for calculating corrected sums of
//     squares and products. Technometrics 4, 419-420.
//   - Wilson, E. B. (1927). Probable inference, the law of succession, and
//     statistical inference. Journal of the American Statistical Association
//     22, 209-212.
//   - Woodruff, R. S. (1952). Confidence intervals for medians and other position
//     measures. Journal of the American Statistical Association 47, 635-646.
//   - Zou, G. Y. & Donner, A. (2008). Construction of confidence limits about
//     effect measures: a general approach. Statistics in Medicine 27, 1693-1702.
package stats
