// SPDX-License-Identifier: Apache-2.0
package porthole.indexing.internal.linq;

import java.util.ArrayList;
import java.util.List;

/** The variables that can be seen where the compiler is; each has a place of its own. */
final class Variables {

  private record Variable(String name, int place) {}

  private final List<Variable> visible = new ArrayList<>();
  private int count;

  /** From here on, until {@link #leave}. */
  int declare(String name) {
    visible.add(new Variable(name, count));
    return count++;
  }

  /** Its place; negative if there is none of that name. */
  int find(String name) {
    for (int i = visible.size() - 1; i >= 0; i--) {
      if (visible.get(i).name().equals(name)) {
        return visible.get(i).place();
      }
    }
    return -1;
  }

  int mark() {
    return visible.size();
  }

  /** Those declared since then are seen no more. */
  void leave(int mark) {
    visible.subList(mark, visible.size()).clear();
  }

  /** How many places there are. */
  int count() {
    return count;
  }
}
