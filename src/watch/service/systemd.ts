import { systemdText, systemdWord } from '../../job/schedule/print/words.js';
import { signalStatus } from '../../model/exit-status.js';
import type { Service } from './service.js';

export function systemdService({ call, folder, name, hasFile }: Service): string {
  return [
    `# ${name}.service: save as /etc/systemd/system/${name}.service, then`,
    `#   systemctl daemon-reload && systemctl enable --now ${name}.service`,
    '[Unit]',
    'Description=ptk-logscan watch',
    'After=network-online.target',
    'Wants=network-online.target',
    '',
    '[Service]',
    `WorkingDirectory=${systemdText(folder)}`,
    `ExecStart=${call.map(systemdWord).join(' ')}`,
    ...(hasFile ? ['# systemctl reload reads alerts and channels anew.', 'ExecReload=/bin/kill -HUP $MAINPID'] : []),
    '# It is ended by SIGTERM, and has written its state then.',
    `SuccessExitStatus=${signalStatus('SIGTERM')}`,
    'Restart=on-failure',
    'RestartSec=5',
    '# A call that is wrong is not mended by another start.',
    'RestartPreventExitStatus=2',
    '# User= needs to be one that may read the logs and write the state.',
    '#User=ptk',
    '# Secrets of channels: NAME=value, a line each.',
    `#EnvironmentFile=/etc/${name}.env`,
    '',
    '[Install]',
    'WantedBy=multi-user.target',
    '',
  ].join('\n');
}
