// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.harness;

import java.util.Arrays;
import java.util.Collection;

/** Order statistics, mean and the bound of a mean, of numbers in any unit. Immutable. */
public final class Statistics {
  /** The normal distribution's 95 % quantile. */
  private static final double Z95 = 1.6448536269514722;

  /** Below this the approximation of Student's quantile is too coarse. */
  private static final int FEWEST_FOR_BOUND = 5;

  private final double[] sorted;

  private Statistics(double[] sorted) {
    this.sorted = sorted;
  }

  /** Of these numbers, in any order. */
  public static Statistics of(Collection<? extends Number> numbers) {
    return new Statistics(numbers.stream().mapToDouble(Number::doubleValue).sorted().toArray());
  }

  public int count() {
    return sorted.length;
  }

  public boolean isEmpty() {
    return sorted.length == 0;
  }

  public double min() {
    return quantile(0);
  }

  public double median() {
    return quantile(0.5);
  }

  public double p90() {
    return quantile(0.9);
  }

  public double max() {
    return quantile(1);
  }

  /** Interpolated between neighbours; not a number when there are none. */
  public double quantile(double fraction) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double position = fraction * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  public double mean() {
    return Arrays.stream(sorted).average().orElse(Double.NaN);
  }

  /** Of a sample; not a number for fewer than two. */
  public double standardDeviation() {
    double mean = mean();
    double squares = Arrays.stream(sorted).map(value -> (value - mean) * (value - mean)).sum();
    return sorted.length < 2 ? Double.NaN : Math.sqrt(squares / (sorted.length - 1));
  }

  /**
   * What the true mean is below with 95 % confidence, one-sided, by Student's t; not a number for
   * fewer than five.
   */
  public double upperBound95() {
    return mean() + t95() * standardDeviation() / Math.sqrt(sorted.length);
  }

  /** The counterpart of {@link #upperBound95}. */
  public double lowerBound95() {
    return mean() - t95() * standardDeviation() / Math.sqrt(sorted.length);
  }

  /** Student's 95 % quantile, expanded around the normal one: right to 3 places from 4 degrees. */
  private double t95() {
    if (sorted.length < FEWEST_FOR_BOUND) {
      return Double.NaN;
    }
    double n = sorted.length - 1;
    double z = Z95;
    double z2 = z * z;
    return z
        + z * (z2 + 1) / (4 * n)
        + z * ((5 * z2 + 16) * z2 + 3) / (96 * n * n)
        + z * (((3 * z2 + 19) * z2 + 17) * z2 - 15) / (384 * n * n * n);
  }
}
