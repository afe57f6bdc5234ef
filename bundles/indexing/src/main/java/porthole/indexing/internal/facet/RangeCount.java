// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.facet;

import java.io.IOException;
import java.util.List;
import porthole.indexing.internal.facet.Facet.Measured;

/** Counts all documents into one bucket. */
final class RangeCount extends Counting {
  private final int[] bucket;

  RangeCount(Buckets buckets, int bucket, List<Measured> measured) {
    super(buckets, measured);
    this.bucket = new int[] {bucket};
  }

  @Override
  public void collect(int document) throws IOException {
    count(document, bucket, 1);
  }
}
