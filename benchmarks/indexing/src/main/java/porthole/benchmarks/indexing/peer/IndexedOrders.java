// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.indexing.peer;

import java.util.ArrayList;
import java.util.List;
import porthole.benchmarks.load.Template;

/** Documents of many fields, written where so many of them are indexed, each by an own index. */
public final class IndexedOrders {
  /** How many indexes there are, from case to case. */
  public static final List<Integer> COUNTS = List.of(0, 1, 4, 16);

  private static final int FIELDS = 16;

  private IndexedOrders() {}

  /** The database, or table, with so many indexes. */
  public static String database(int indexes) {
    return "writes" + indexes;
  }

  /** A definition as Porthole takes it. */
  public static String definition(int index) {
    return "{\"Name\":\""
        + name(index)
        + "\",\"Maps\":[\"from o in docs.Orders select new { o.Field"
        + index
        + " }\"]}";
  }

  /** The field that an index is of. */
  static DataSet.Field field(int index) {
    return new DataSet.Field("Field" + index, false);
  }

  /** What that index is called. */
  public static String name(int index) {
    return "Orders/ByField" + index;
  }

  /** A document with marks for its number. */
  public static String document() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < FIELDS; i++) {
      json.append("\"Field").append(i).append("\":\"value ").append(i).append(" of ");
      json.append(Template.mark(0)).append("\",");
    }
    return json.append("\"@metadata\":{\"@collection\":\"Orders\"}}").toString();
  }

  static List<String> table(int indexes) {
    String table = database(indexes);
    List<String> commands = new ArrayList<>();
    commands.add("CREATE TABLE " + table + " (id text PRIMARY KEY, doc jsonb NOT NULL)");
    for (int i = 0; i < indexes; i++) {
      commands.add("CREATE INDEX ON " + table + " (lower(doc->>'Field" + i + "'))");
    }
    return commands;
  }
}
