// SPDX-License-Identifier: Apache-2.0
package porthole.http.api;

/** What the gate leaves on every request that it lets pass. */
public final class GateRequest {

  /**
   * Request attribute: the request's id, a {@code Long} of 1 or more, unique within this process.
   */
  public static final String ID = "porthole.request.id";

  private GateRequest() {}
}
