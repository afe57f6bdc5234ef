// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.facet;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.facet.Facet.Measure;
import porthole.indexing.internal.facet.Facet.Measured;

/** What has been counted so far, by numbers from 0. In arrays: there may be a million. */
final class Buckets {
  private final List<Measured> measured;
  private final Numbers[] numbers;
  private int[] hits = new int[0];

  /** The numbers of one field. */
  private static final class Numbers {
    private long[] counts = new long[0];
    private double[] sums = new double[0];
    private double[] least = new double[0];
    private double[] greatest = new double[0];

    void grow(int size) {
      int old = counts.length;
      counts = Arrays.copyOf(counts, size);
      sums = Arrays.copyOf(sums, size);
      least = Arrays.copyOf(least, size);
      greatest = Arrays.copyOf(greatest, size);
      Arrays.fill(least, old, size, Double.POSITIVE_INFINITY);
      Arrays.fill(greatest, old, size, Double.NEGATIVE_INFINITY);
    }
  }

  Buckets(List<Measured> measured) {
    this.measured = measured;
    numbers = new Numbers[measured.size()];
    Arrays.setAll(numbers, i -> new Numbers());
  }

  /** Counts a document. */
  void hit(int bucket) {
    if (bucket >= hits.length) {
      int size = Math.max(16, Math.max(bucket + 1, hits.length * 2));
      hits = Arrays.copyOf(hits, size);
      for (Numbers some : numbers) {
        some.grow(size);
      }
    }
    hits[bucket]++;
  }

  /** Adds a number of a document that has been counted. */
  void number(int bucket, int index, double number) {
    Numbers of = numbers[index];
    of.counts[bucket]++;
    of.sums[bucket] += number;
    of.least[bucket] = Math.min(of.least[bucket], number);
    of.greatest[bucket] = Math.max(of.greatest[bucket], number);
  }

  int hits(int bucket) {
    return bucket < hits.length ? hits[bucket] : 0;
  }

  /** What is worked out for a bucket. */
  Map<Measure, @Nullable Double> measures(int bucket, int index) {
    Numbers of = numbers[index];
    boolean any = bucket < of.counts.length && of.counts[bucket] > 0;
    Map<Measure, @Nullable Double> results = new EnumMap<>(Measure.class);
    for (Measure measure : measured.get(index).measures()) {
      results.put(measure, any ? of(measure, of, bucket) : null);
    }
    if (results.containsKey(Measure.SUM) && !any) {
      results.put(Measure.SUM, 0.0);
    }
    return results;
  }

  private static double of(Measure measure, Numbers numbers, int bucket) {
    return switch (measure) {
      case SUM -> numbers.sums[bucket];
      case MIN -> numbers.least[bucket];
      case MAX -> numbers.greatest[bucket];
      case AVERAGE -> numbers.sums[bucket] / numbers.counts[bucket];
    };
  }
}
