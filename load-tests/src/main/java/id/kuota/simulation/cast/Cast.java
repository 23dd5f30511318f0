package id.kuota.simulation.cast;

import id.kuota.simulation.plan.Role;

/** Makes the actors of a plan. */
public final class Cast {

  private Cast() {}

  /** An actor comes, and does what its role is. */
  public static void enter(Role role, Stage stage) {
    switch (role.kind()) {
      case BUYER -> new Buyer(stage, role).begin();
      case CART_SHOPPER -> new CartShopper(stage, role).begin();
      case STEWARD -> new Steward(stage, role).begin();
      case DASHBOARD -> new Dashboard(stage, role).begin();
      case OPERATOR -> new Operator(stage, role).begin();
    }
  }
}
