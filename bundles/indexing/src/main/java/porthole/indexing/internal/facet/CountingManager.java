// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.facet;

import java.util.Collection;
import org.apache.lucene.search.CollectorManager;

/** Has one thread count. */
record CountingManager(Counting counting) implements CollectorManager<Counting, Counting> {

  @Override
  public Counting newCollector() {
    return counting;
  }

  @Override
  public Counting reduce(Collection<Counting> counted) {
    return counting;
  }
}
