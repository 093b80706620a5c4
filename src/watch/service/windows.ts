/** A task that begins with the machine and runs until it is stopped: it needs no program that makes a service of another. */
import { taskText } from '../../job/schedule/print/words.js';
import { windowsWord } from '../../text/shell-word.js';
import type { Service } from './service.js';

export function windowsService({ call, folder, name }: Service): string {
  const [program, ...args] = call;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<!-- Save as ${name}.xml, then: schtasks /Create /TN ${name} /XML ${name}.xml /RU SYSTEM`,
    `     and: schtasks /Run /TN ${name}. It ends with schtasks /End; the state is at most a second old then. -->`,
    '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">',
    '  <RegistrationInfo>',
    '    <Description>ptk-logscan watch</Description>',
    '  </RegistrationInfo>',
    '  <Triggers>',
    '    <BootTrigger />',
    '  </Triggers>',
    '  <Settings>',
    '    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
    '    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>',
    '    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>',
    '    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>',
    '    <RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>',
    '  </Settings>',
    '  <Actions>',
    '    <Exec>',
    `      <Command>${taskText(program!)}</Command>`,
    `      <Arguments>${taskText(args.map(windowsWord).join(' '))}</Arguments>`,
    `      <WorkingDirectory>${taskText(folder)}</WorkingDirectory>`,
    '    </Exec>',
    '  </Actions>',
    '</Task>',
    '',
  ].join('\n');
}
