// SPDX-License-Identifier: Apache-2.0
package porthole.http.internal.index;

import java.util.List;
import porthole.http.internal.exchange.Exchange;

/** The part of a list that a request asks for. */
final class Pages {

  private Pages() {}

  static <T> List<T> of(Exchange exchange, List<T> all) {
    int start = Math.min(all.size(), exchange.query().count("start", 0));
    int size = exchange.query().count("pageSize", Integer.MAX_VALUE);
    return all.subList(start, start + Math.min(size, all.size() - start));
  }
}
