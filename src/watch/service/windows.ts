/** A task that begins with the machine and runs until it is stopped: it needs no program that makes a service of another. */
import { taskXml } from '../../job/schedule/print/task.js';
import type { Service } from './service.js';

export function windowsService({ call, folder, name, user }: Service): string {
  return taskXml({
    notes: [
      `Save as ${name}.xml, then: schtasks /Create /TN ${name} /XML ${name}.xml`,
      `and: schtasks /Run /TN ${name}. It ends with schtasks /End; the state is at most a second old then.`,
    ],
    description: 'ptk-logscan watch',
    user,
    triggers: ['    <BootTrigger />'],
    settings: [
      '    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>',
      '    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>',
      '    <RestartOnFailure><Interval>PT1M</Interval><Count>999</Count></RestartOnFailure>',
    ],
    call,
    folder,
  });
}
