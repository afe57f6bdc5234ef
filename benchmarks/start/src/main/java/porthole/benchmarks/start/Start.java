// SPDX-License-Identifier: Apache-2.0
package porthole.benchmarks.start;

/**
 * One start that was measured.
 *
 * @param how with or without a class archive
 * @param databases in the data directory
 * @param afterKill whether the server before was killed
 * @param listMillis from the start of the process to the first 200 of the list of databases
 * @param documentMillis to that of a document, whose database is loaded for it
 * @param cpuMillis of the whole process until then
 * @param residentMegabytes then
 */
record Start(
    How how,
    int databases,
    boolean afterKill,
    double listMillis,
    double documentMillis,
    double cpuMillis,
    double residentMegabytes) {

  /** Ways to start. */
  enum How {
    PLAIN("without an archive"),
    PREPARED("with an archive");

    private final String words;

    How(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
