// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes orders into Lucene indexes, each of one of their fields, and into nothing else. */
final class RawOrders {
  private final Map<String, List<RawIndex>> databases = new LinkedHashMap<>();

  /** Empty ones in folders of their own. */
  RawOrders(Path folder) throws IOException {
    for (int count : IndexedOrders.COUNTS) {
      String database = IndexedOrders.database(count);
      List<RawIndex> indexes = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        Path its = folder.resolve(database).resolve(Integer.toString(i));
        indexes.add(new RawIndex(its, List.of(IndexedOrders.field(i))));
      }
      databases.put(database, indexes);
    }
  }

  void put(String database, String id, Map<String, @Nullable Object> order) throws IOException {
    for (RawIndex index : databases.getOrDefault(database, List.of())) {
      index.put(id, order, null);
      index.keepUp();
    }
  }
}
