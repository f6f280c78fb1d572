import { Navigate, type RouteObject } from 'react-router';
import { Skeleton } from '@/components/states';
import { Session } from '@/features/session/Session';
import { LiveUpdates } from './LiveUpdates';
import { NotFoundPage } from './NotFoundPage';
import { RouteError } from './RouteError';
import { Shell } from './Shell';

const loading = () => <Skeleton rows={8} label="Loading page" />;

const settingsTabs = [
  { to: '/settings/delivery', label: 'Delivery', title: 'Delivery settings' },
  { to: '/settings/brand', label: 'Brand', title: 'Brand settings' },
  { to: '/settings/suppressions', label: 'Suppressions', title: 'Suppressions' },
  { to: '/settings/ai', label: 'AI', title: 'AI settings' },
];

const editorAndTools = () =>
  Promise.all([import('@/features/campaigns/editor/CampaignEditorPage'), import('./draftTools')]);

const pages: RouteObject[] = [
  {
    index: true,
    lazy: async () => ({ Component: (await import('@/features/dashboard/DashboardPage')).DashboardPage }),
  },
  {
    path: 'ask',
    lazy: async () => ({ Component: (await import('@/features/ask/AskPage')).AskPage }),
  },
  {
    path: 'customers',
    lazy: async () => ({ Component: (await import('@/features/customers/CustomersPage')).CustomersPage }),
  },
  ...(['customers', 'orders'] as const).flatMap((kind) => [
    {
      path: `${kind}/import`,
      lazy: async () => {
        const { ImportsPage } = await import('@/features/imports/ImportsPage');
        return { element: <ImportsPage kind={kind} /> };
      },
    },
    {
      path: `${kind}/import/:importId`,
      lazy: async () => {
        const { ImportPage } = await import('@/features/imports/ImportPage');
        return { element: <ImportPage kind={kind} /> };
      },
    },
    {
      path: `${kind}/rejected`,
      lazy: async () => {
        const { RejectedRecordsPage } = await import('@/features/rejected/RejectedRecordsPage');
        return { element: <RejectedRecordsPage kind={kind} /> };
      },
    },
    {
      path: `${kind}/rejected/:recordId`,
      lazy: async () => {
        const { RejectedRecordPage } = await import('@/features/rejected/RejectedRecordPage');
        return { element: <RejectedRecordPage kind={kind} /> };
      },
    },
  ]),
  {
    path: 'customers/duplicates',
    lazy: async () => ({ Component: (await import('@/features/customers/DuplicatesPage')).DuplicatesPage }),
  },
  {
    path: 'customers/erasures',
    lazy: async () => ({ Component: (await import('@/features/customers/ErasuresPage')).ErasuresPage }),
  },
  {
    path: 'customers/:customerId',
    lazy: async () => ({ Component: (await import('@/features/customers/CustomerPage')).CustomerPage }),
  },
  {
    path: 'orders',
    lazy: async () => ({ Component: (await import('@/features/orders/OrdersPage')).OrdersPage }),
  },
  {
    path: 'segments',
    lazy: async () => ({ Component: (await import('@/features/segments/SegmentsPage')).SegmentsPage }),
  },
  {
    path: 'segments/new',
    lazy: async () => ({
      Component: (await import('@/features/segments/SegmentBuilderPage')).NewSegmentPage,
    }),
  },
  {
    path: 'segments/:segmentId',
    lazy: async () => ({ Component: (await import('@/features/segments/SegmentPage')).SegmentPage }),
  },
  {
    path: 'segments/:segmentId/edit',
    lazy: async () => ({
      Component: (await import('@/features/segments/SegmentBuilderPage')).EditSegmentPage,
    }),
  },
  {
    path: 'segments/:segmentId/why/:customerId',
    lazy: async () => ({ Component: (await import('@/features/segments/WhyPage')).WhyPage }),
  },
  {
    path: 'campaigns',
    lazy: async () => ({ Component: (await import('@/features/campaigns/CampaignsPage')).CampaignsPage }),
  },
  {
    path: 'campaigns/new',
    lazy: async () => {
      const [{ NewCampaignPage }, { draftTools }] = await editorAndTools();
      return { element: <NewCampaignPage tools={draftTools} /> };
    },
  },
  {
    path: 'campaigns/:campaignId',
    lazy: async () => {
      const [{ CampaignPage }, { CampaignResults }, { CampaignReview }] = await Promise.all([
        import('@/features/campaigns/CampaignPage'),
        import('@/features/results/CampaignResults'),
        import('@/features/results/CampaignReview'),
      ]);
      const results = (campaignId: string) => (
        <>
          <CampaignResults campaignId={campaignId} />
          <CampaignReview campaignId={campaignId} />
        </>
      );
      return { element: <CampaignPage results={results} /> };
    },
  },
  {
    path: 'campaigns/:campaignId/edit',
    lazy: async () => {
      const [{ EditCampaignPage }, { draftTools }] = await editorAndTools();
      return { element: <EditCampaignPage tools={draftTools} /> };
    },
  },
  {
    path: 'communications',
    lazy: async () => ({
      Component: (await import('@/features/communications/CommunicationsPage')).CommunicationsPage,
    }),
  },
  {
    path: 'activity',
    lazy: async () => ({ Component: (await import('@/features/activity/ActivityPage')).ActivityPage }),
  },
  {
    path: 'settings',
    lazy: async () => {
      const { SettingsLayout } = await import('@/features/settings/SettingsLayout');
      return { element: <SettingsLayout tabs={settingsTabs} /> };
    },
    children: [
      { index: true, element: <Navigate to="delivery" replace /> },
      {
        path: 'delivery',
        lazy: async () => ({
          Component: (await import('@/features/settings/DeliverySettingsPage')).DeliverySettingsPage,
        }),
      },
      {
        path: 'brand',
        lazy: async () => ({
          Component: (await import('@/features/settings/BrandSettingsPage')).BrandSettingsPage,
        }),
      },
      {
        path: 'suppressions',
        lazy: async () => ({
          Component: (await import('@/features/settings/SuppressionsPage')).SuppressionsPage,
        }),
      },
      {
        path: 'ai',
        lazy: async () => ({
          Component: (await import('@/features/settings/AiSettingsPage')).AiSettingsPage,
        }),
      },
    ],
  },
  { path: '*', Component: NotFoundPage },
];

export const routes: RouteObject[] = [
  {
    element: (
      <Session>
        <LiveUpdates>
          <Shell />
        </LiveUpdates>
      </Session>
    ),
    errorElement: <RouteError />,
    hydrateFallbackElement: loading(),
    children: [{ errorElement: <RouteError />, children: pages }],
  },
];
