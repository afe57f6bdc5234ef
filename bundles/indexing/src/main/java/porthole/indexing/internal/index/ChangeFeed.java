// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.index;

import java.util.List;
import org.jspecify.annotations.Nullable;
import porthole.storage.api.Change;

/** What changed in a database; as {@link porthole.storage.api.Database#changes}. */
@FunctionalInterface
public interface ChangeFeed {

  /** The first changes after an etag, in their order. */
  List<Change> changes(@Nullable String collection, long afterEtag, int limit);
}
