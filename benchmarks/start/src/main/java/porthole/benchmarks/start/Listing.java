// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import porthole.benchmarks.harness.Statistics;

/**
 * What a server says of its databases, none of which is loaded.
 *
 * @param databases in the data directory
 * @param millis of each report, one page of 25
 * @param heapMegabytes in use after a collection
 * @param residentMegabytes after all that
 */
record Listing(
    int databases, Map<String, Statistics> millis, double heapMegabytes, double residentMegabytes) {
  private static final int WARM_UP = 50;
  private static final int TIMES = 100;
  private static final int PAGE = 25;

  /** Asks for each report many times. */
  static Listing of(TimedServer server, int databases, Path jdkHome)
      throws IOException, InterruptedException {
    int last = Math.max(0, databases - PAGE);
    Map<String, String> paths = new LinkedHashMap<>();
    paths.put("/databases, first page", "/databases?start=0&pageSize=" + PAGE);
    paths.put("/databases, last page", "/databases?start=" + last + "&pageSize=" + PAGE);
    paths.put(
        "/studio-tasks/databases/state, last page",
        "/studio-tasks/databases/state?start=" + last + "&pageSize=" + PAGE);
    paths.put(
        "/admin/debug/databases/idle, last page",
        "/admin/debug/databases/idle?start=" + last + "&pageSize=" + PAGE);
    Map<String, Statistics> millis = new LinkedHashMap<>();
    for (Map.Entry<String, String> path : paths.entrySet()) {
      List<Double> times = new ArrayList<>();
      for (int time = -WARM_UP; time < TIMES; time++) {
        double took = server.time(path.getValue());
        if (time >= 0) {
          times.add(took);
        }
      }
      millis.put(path.getKey(), Statistics.of(times));
    }
    double heap = server.heapMegabytes(jdkHome);
    return new Listing(databases, millis, heap, server.residentMegabytes());
  }
}
