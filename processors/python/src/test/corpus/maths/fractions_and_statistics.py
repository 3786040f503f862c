# Fraction(0.1), statistics.stdev(…), mean()
# identical
import fractions
import statistics


def process(message, context):
    xs = [1.5, 2.5, 2.5, 2.75, 3.25, 4.75]
    return [str(fractions.Fraction(0.1)), statistics.stdev(xs), statistics.mean(xs), statistics.quantiles(xs), statistics.NormalDist(0, 1).cdf(0.3)]
