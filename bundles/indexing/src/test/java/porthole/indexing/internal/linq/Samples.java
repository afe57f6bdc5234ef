// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import porthole.indexing.internal.function.Loader;
import porthole.indexing.internal.value.Json;

/** A document, and functions that are run on it. */
final class Samples {

  /** Loads documents that tell what was asked for. */
  static final Loader LOADER =
      (id, collection) ->
          id.startsWith("none") ? null : object("{'name': '" + id + " of " + collection + "'}");

  private static final String ORDER =
      """
      {
        'company': 'Café Olé', 'freight': 12.5, 'count': 7, 'paid': true, 'note': null,
        'ordered': '2026-03-04T05:06:07.8900000Z', 'shipped': '2026-03-06T05:06:07.8900000Z',
        'due': '2026-05-31', 'wait': '1.02:03:04', 'tags': ['red', 'Blue', 'red'],
        'numbers': [3, 1, 2], 'nothing': [], 'address': {'city': 'Lyon', 'zip': '69001'},
        'attributes': {'Color': 'green', 'Size': 42},
        'lines': [
          {'product': 'p/1', 'quantity': 3, 'price': 1.5},
          {'product': 'p/2', 'quantity': 2, 'price': 4},
          {'product': 'p/1', 'quantity': 1, 'price': 1.5}
        ],
        'comments': [{'text': 'a', 'replies': [{'text': 'b', 'replies': []}]}],
        '@metadata': {
          '@id': 'orders/1-A', '@collection': 'Orders', '@counters': ['likes'],
          '@last-modified': '2026-04-01T00:00:00.0000000Z'
        }
      }
      """;

  private Samples() {}

  static Map<String, @Nullable Object> object(String json) {
    return Json.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  static Map<String, @Nullable Object> order() {
    return object(ORDER);
  }

  /** What a map makes of the order. */
  static List<Map<String, @Nullable Object>> entries(String map) {
    return LinqMap.of("map", map).entries(order(), LOADER);
  }

  /** The only entry that a map makes of the order. */
  static Map<String, @Nullable Object> entry(String map) {
    List<Map<String, @Nullable Object>> entries = entries(map);
    if (entries.size() != 1) {
      throw new AssertionError("One entry was expected, not " + entries);
    }
    return entries.get(0);
  }

  /** What an expression gives for the order {@code o}; nothing at all if it is missing. */
  static Map<String, @Nullable Object> value(String expression) {
    return entry("from o in docs.Orders select new { v = " + expression + " }");
  }
}
