import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { readConfiguration } from './app/configuration.ts';
import { startMessages } from './i18n/messages.ts';
import './design/base.css';

const start = async (): Promise<void> => {
  const place = document.getElementById('portal');
  if (place === null) throw new Error('The page has no place for the portal');
  const [configuration] = await Promise.all([readConfiguration(), startMessages()]);
  createRoot(place).render(
    <StrictMode>
      <App configuration={configuration} />
    </StrictMode>,
  );
};

void start();
