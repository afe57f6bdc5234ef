// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.query;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopDocsCollector;

/**
 * Collects the top hits, and gives the last of them: what comes before a page is neither put in
 * order nor looked at. For searches of one thread.
 *
 * @param all collects the top ones
 * @param passed so many come before those that are wanted
 */
record LastOfTop<C extends TopDocsCollector<?>>(CollectorManager<C, ?> all, int passed)
    implements CollectorManager<C, TopDocs> {

  @Override
  public C newCollector() throws IOException {
    return all.newCollector();
  }

  @Override
  public TopDocs reduce(Collection<C> collectors) {
    if (collectors.size() != 1) {
      throw new IllegalStateException(collectors.size() + " collectors where one was expected");
    }
    return collectors.iterator().next().topDocs(passed);
  }
}
