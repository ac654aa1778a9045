package stats_test

import (
	"math"
	"testing"

	"backchannel/sim/stats"
)

// Rain at Niamey on the 92 days from July to September 2016, and its
// probability as forecast a day ahead, in 1/10,000, by the statistical method
// EMOS and by the raw ensemble of the European Centre for Medium-Range Weather
// Forecasts (CC BY 4.0): Vogel et al. (2021), Geophysical Research Letters 48,
// e2020GL091022; data set precip_Niamey_2016 of R's reliabilitydiag package,
// rounded.
const niameyRain = "01101100101010011111101101010110010010111011111111000110111101111011010110100000010110110000"

var niameyEMOS = [92]int{
	4709, 4472, 4288, 5064, 4893, 5077, 4287, 4513, 4441, 4601, 5769, 7334, 4969, 4847, 4410, 3277, 4860, 7120, 6158,
	8802, 5422, 4472, 5249, 6032, 6319, 4665, 4269, 5075, 5929, 4283, 5740, 5346, 4635, 6544, 5919, 4581, 4787, 5176,
	6564, 7760, 7428, 5884, 4814, 4572, 4306, 5673, 7346, 6830, 5567, 6253, 4456, 4583, 3282, 4738, 7842, 6264, 5180,
	5775, 9226, 5108, 4672, 4582, 2294, 4506, 4612, 5123, 5697, 4777, 4844, 4991, 5621, 4812, 5821, 4452, 4528, 5669,
	5583, 4441, 4582, 4557, 4903, 4836, 4938, 4852, 4799, 3155, 4619, 4785, 4860, 4481, 3151, 1962,
}

var niameyEnsemble = [92]int{
	8462, 7308, 4038, 8077, 9423, 9615, 3846, 7885, 6346, 8077, 10000, 10000, 9231, 7692, 5962, 4808, 8846, 10000,
	10000, 10000, 10000, 7692, 9808, 10000, 10000, 9423, 4423, 9423, 9808, 4615, 9615, 9231, 7500, 10000, 10000, 6923,
	8846, 9231, 10000, 10000, 9808, 10000, 9231, 7308, 7885, 10000, 10000, 10000, 10000, 9423, 1923, 6731, 3269, 8846,
	10000, 10000, 9038, 10000, 10000, 10000, 8077, 8077, 1731, 5192, 5962, 9423, 9808, 6923, 6923, 9038, 9615, 9423,
	10000, 3654, 6346, 10000, 9808, 2115, 5962, 3846, 8846, 8462, 6923, 8269, 9038, 1538, 6538, 9038, 9231, 1346, 1154,
	1923,
}

// niamey holds each day as a run of one forecast, with the other method for
// its reference.
func niamey(steps, other *[92]int) *stats.Forecasts {
	f := stats.NewForecasts(10)
	for day, p := range steps {
		f.AddRun([]stats.Forecast{{
			Probability: float64(p) / 10_000, Reference: float64(other[day]) / 10_000, Came: niameyRain[day] == '1',
		}})
	}
	return f
}

// The parts by bins are those of BrierScore of R's s2dverification package
// 2.10.3 (the last two, by its generalised resolution) and of BrierDecomp of
// SpecsVerification 0.5-3, for the same rounded forecasts. Those by distinct
// values, from their definition in R.
func TestMurphyNiamey(t *testing.T) {
	for _, c := range []struct {
		steps, other           *[92]int
		brier, rel, res, gres  float64
		exactRel, exactRes     float64
		within, withinCrossing float64
	}{
		{
			&niameyEMOS, &niameyEnsemble, 0.2320235908696, 0.0113557433825, 0.0220625695478, 0.0235429275602,
			0.210284460435, 0.222471644612, 0.000522798116487, 0.00200315612892,
		},
		{
			&niameyEnsemble, &niameyEMOS, 0.2661711222826, 0.0636788986173, 0.0438939588077, 0.0417185513820,
			0.132294310688, 0.110333963453, 0.000986340063835, -0.00118906736187,
		},
	} {
		f := niamey(c.steps, c.other)
		got := f.MurphyBinned()
		near(t, "Brier score", got.Brier, c.brier, 1e-12)
		near(t, "reliability", got.Reliability, c.rel, 1e-12)
		near(t, "resolution", got.Resolution, c.res, 1e-12)
		near(t, "uncertainty", got.Uncertainty, 0.2442107750473, 1e-12)
		near(t, "generalised resolution", got.Resolution-got.WithinVariance+got.WithinCovariance, c.gres, 1e-12)
		near(t, "within-bin variance", got.WithinVariance, c.within, 1e-12)
		near(t, "within-bin covariance", got.WithinCovariance, c.withinCrossing, 1e-12)
		exact := f.Murphy()
		near(t, "exact reliability", exact.Reliability, c.exactRel, 1e-11)
		near(t, "exact resolution", exact.Resolution, c.exactRes, 1e-11)
		if exact.WithinVariance != 0 || exact.WithinCovariance != 0 {
			t.Errorf("distinct values differ within bins: %v", exact)
		}
	}
}

// The README of R's reliabilitydiag package prints 0.232, 0.0183, 0.0305 and
// 0.244 for EMOS. All digits, and the steps: isotonic regression in R of the
// same rounded forecasts.
func TestIsotonicNiamey(t *testing.T) {
	got := niamey(&niameyEMOS, &niameyEnsemble).Isotonic()
	near(t, "printed Brier score", got.Brier, 0.232, 0.5e-3)
	near(t, "printed miscalibration", got.Miscalibration, 0.0183, 0.5e-4)
	near(t, "printed discrimination", got.Discrimination, 0.0305, 0.5e-4)
	near(t, "printed uncertainty", got.Uncertainty, 0.244, 0.5e-3)
	near(t, "miscalibration", got.Miscalibration, 0.0182648858065, 1e-12)
	near(t, "discrimination", got.Discrimination, 0.0304520699842, 1e-12)
	first := 1
	steps := []struct {
		rank     int // of its first forecast
		observed float64
	}{
		{1, 0},
		{2, 1.0 / 3},
		{8, 9.0 / 22},
		{30, 0.5},
		{36, 0.625},
		{68, 9.0 / 14},
		{82, 0.8},
		{87, 1},
	}
	if len(got.Steps) != len(steps) {
		t.Fatalf("%d steps, want %d", len(got.Steps), len(steps))
	}
	for i, want := range steps {
		near(t, "step", got.Steps[i].Observed, want.observed, 1e-12)
		if first != want.rank {
			t.Errorf("step %d begins with forecast %d, want %d", i, first, want.rank)
		}
		first += got.Steps[i].N
	}
	ensemble := niamey(&niameyEnsemble, &niameyEMOS).Isotonic()
	near(t, "miscalibration of the ensemble", ensemble.Miscalibration, 0.0660756762632, 1e-12)
	near(t, "discrimination of the ensemble", ensemble.Discrimination, 0.0441153290279, 1e-12)
}

// With one forecast to a run the Brier score and the bias are plain means:
// standard errors sd/sqrt(n) of R, and Student's t on 91 degrees of freedom.
func TestBrierNiamey(t *testing.T) {
	f := niamey(&niameyEMOS, &niameyEnsemble)
	const student = 1.986377154
	brier, bias := f.Brier(0.95), f.Bias(0.95)
	near(t, "Brier score", brier.Value, 0.23202359087, 1e-11)
	// Not symmetric: the standard error at a limit is that of a score there.
	for _, limit := range []float64{brier.Low, brier.High} {
		there := 0.0103841485293 * math.Sqrt(limit*(1-limit)/(0.23202359087*(1-0.23202359087)))
		near(t, "distance of a limit", math.Abs(limit-0.23202359087), student*there, 1e-9)
	}
	near(t, "bias", bias.Value, -0.0594673913043, 1e-12)
	near(t, "low", bias.Low, -0.0594673913043-student*0.0501083683039, 1e-9)
	near(t, "high", bias.High, -0.0594673913043+student*0.0501083683039, 1e-9)
	near(t, "reference", f.ReferenceBrier(0.95).Value, 0.266171122283, 1e-11)
	near(t, "skill", f.Skill(0.95).Value, 1-0.23202359087/0.244210775047, 1e-10)
	near(t, "skill against the ensemble", f.ReferenceSkill(0.95).Value, 1-0.23202359087/0.266171122283, 1e-10)
	if brier.N != 92 || f.N() != 92 || f.Runs() != 92 {
		t.Errorf("n = %d, %d forecasts in %d runs", brier.N, f.N(), f.Runs())
	}
}
