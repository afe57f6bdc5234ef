// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * What is wanted of a capture beyond the stacks of Java's platform threads.
 *
 * @param nativeFrames the C and C++ frames, too
 * @param consistent all threads at one instant
 * @param virtual the virtual threads that are not mounted, too; only the server itself knows them
 */
record Wanted(boolean nativeFrames, boolean consistent, boolean virtual) {

  /** The stack-trace route that gives it. */
  String route() {
    List<String> parameters = new ArrayList<>();
    add(parameters, nativeFrames, "native=true");
    add(parameters, consistent, "consistent=true");
    add(parameters, virtual, "virtual=true");
    String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    return "/admin/debug/threads/stack-trace" + query;
  }

  /** The options of the program that captures from outside. */
  List<String> options() {
    List<String> options = new ArrayList<>();
    add(options, nativeFrames, "--native");
    add(options, consistent, "--consistent");
    return options;
  }

  private static void add(List<String> list, boolean wanted, String word) {
    if (wanted) {
      list.add(word);
    }
  }
}
