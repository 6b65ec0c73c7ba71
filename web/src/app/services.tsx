import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { Api } from '../api/client.ts';
import type { Session, SessionState } from '../session/session.ts';

export type Services = { readonly api: Api; readonly session: Session };

const ServicesContext = createContext<Services | null>(null);

export const ServicesProvider = ({ services, children }: { services: Services; children: ReactNode }) => (
  <ServicesContext.Provider value={services}>{children}</ServicesContext.Provider>
);

const useServices = (): Services => {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('This stands outside of the portal');
  return services;
};

/** The API, as whoever is signed in. */
export const useApi = (): Api => useServices().api;

export const useSession = (): Session => useServices().session;

/** Who is signed in; the component follows it. */
export const useSessionState = (): SessionState => {
  const { subscribe, state } = useSession();
  return useSyncExternalStore(subscribe, state);
};
