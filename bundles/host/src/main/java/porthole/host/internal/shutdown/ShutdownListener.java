// SPDX-License-Identifier: Apache-2.0
package porthole.host.internal.shutdown;

/** Whoever wants to know how a shutdown comes on. Called by the thread that it runs on. */
public interface ShutdownListener {

  /** It begins. */
  void began(ShutdownReport report);

  /**
   * A phase has begun, or some time has gone by.
   *
   * @param progress whether anything has moved since the last call
   */
  void goesOn(ShutdownReport report, boolean progress);

  /** A phase is over. */
  void phaseEnded(PhaseReport phase);
}
