// SPDX-License-Identifier: Apache-2.0
package porthole.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints frames with their bundles; folds frames of others that stand in a row. */
final class FramePrinter {
  private static final int MOST_NAMES = 3;

  private final PrintStream out;
  private final boolean all;

  /**
   * A printer.
   *
   * @param all whether nothing is folded
   */
  FramePrinter(PrintStream out, boolean all) {
    this.out = out;
    this.all = all;
  }

  void print(List<Capture.Frame> frames) {
    int width = frames.stream().mapToInt(frame -> frame.bundle().length()).max().orElse(0);
    List<Capture.Frame> others = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Capture.Frame frame = frames.get(i);
      if (all || i == 0 || frame.bundle().startsWith("porthole.")) {
        fold(others, width);
        line(frame.bundle(), frame.text(), width);
      } else {
        others.add(frame);
      }
    }
    fold(others, width);
  }

  private void fold(List<Capture.Frame> others, int width) {
    if (others.size() == 1) {
      line(others.get(0).bundle(), others.get(0).text(), width);
    } else if (!others.isEmpty()) {
      String names =
          others.stream()
              .map(frame -> frame.bundle().isEmpty() ? "JDK" : frame.bundle().split("/", 2)[0])
              .distinct()
              .limit(MOST_NAMES)
              .collect(Collectors.joining(", "));
      line("", "... " + others.size() + " more: " + names, width);
    }
    others.clear();
  }

  private void line(String bundle, String text, int width) {
    out.println("  " + bundle + " ".repeat(width - bundle.length()) + "  " + text);
  }
}
