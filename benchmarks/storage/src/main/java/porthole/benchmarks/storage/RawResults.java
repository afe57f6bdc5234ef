// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.storage;

import java.util.List;
import java.util.Locale;

/** Every window by itself, as comma-separated values. */
final class RawResults {
  private RawResults() {}

  static String of(List<Sample> samples) {
    StringBuilder text =
        new StringBuilder(
            "kind,clients,documents,peer,round,operations,nanos,peer_cpu_nanos,client_cpu_nanos\n");
    for (Sample sample : samples) {
      Work work = sample.work();
      Window window = sample.window();
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%d,%s,%d,%d,%d,%d,%d%n",
              work.kind().name().toLowerCase(Locale.ROOT),
              work.clients(),
              work.documents(),
              sample.peer(),
              sample.round(),
              window.operations(),
              window.nanos(),
              window.peerCpuNanos(),
              window.clientCpuNanos()));
    }
    return text.toString();
  }
}
