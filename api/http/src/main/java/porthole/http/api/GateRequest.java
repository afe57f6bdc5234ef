// SPDX-License-Identifier: Apache-2.0
package porthole.http.api;

/** What the gate leaves on every request that it lets pass. */
public final class GateRequest {

  /**
   * Request attribute: the request's id, a {@code Long} of 1 or more, unique within this process.
   */
  public static final String ID = "porthole.request.id";

  /**
   * Request attribute: set to anything by a servlet that finds itself stopped before it has touched
   * the request or the response. The gate then waits for the servlet's successor and tries again.
   */
  public static final String AWAY = "porthole.request.away";

  private GateRequest() {}
}
