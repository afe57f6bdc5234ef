// SPDX-License-Identifier: Apache-2.0
package porthole.lifecycle.api;

/**
 * The phases of a shutdown, one after the other. All participants of a phase end at once; the next
 * begins when they are done, or when the phase's share of the budget is over.
 */
public enum ShutdownPhase {
  /** No new request is let in. */
  ACCEPTING,
  /** Requests in flight end by themselves; those that do not are cut off by what follows. */
  REQUESTS,
  /** Databases end what is under way, take nothing new, and close. */
  DATABASES,
  /**
   * Requests that have been cut off send their answers; connections that do not take them break.
   */
  CONNECTIONS,
  /** What the others needed until now, such as the system database. */
  SYSTEM
}
