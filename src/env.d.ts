type PortalPageLocals = import('./platform/http/front-door.ts').PageLocals;

declare namespace App {
  interface Locals extends PortalPageLocals {}
}
